//! What can go wrong with the file, read off result codes and never off a sentence. No variant holds data.

use std::io;

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// The store could not do it. Whatever it is, nothing half-done is in the file and nothing was overwritten.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// The file is another key's.
    #[error("the key does not fit the file")]
    WrongKey,
    /// The file is truncated or its bytes changed. It is left as it is; [`crate::Store::set_aside`] makes room.
    #[error("the file is damaged")]
    Damaged,
    /// Another process, or another handle of this one, has it open.
    #[error("the file is in use")]
    InUse,
    /// The file or its folder cannot be written.
    #[error("the file or its folder is read-only")]
    ReadOnly,
    /// There is no room left. What was there before still is.
    #[error("the disk is full")]
    DiskFull,
    /// A newer version of the app wrote it.
    #[error("the file has schema {found}, newer than this app knows")]
    NewerSchema {
        /// Its schema's number.
        found: u32,
    },
    /// The disk did not answer, or the folder is not there.
    #[error("the disk could not be read or written")]
    Io,
    /// What was to be stored breaks a rule of the store: a fault of ours.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// A fault of ours.
    #[error("unexpected: {0}")]
    Unexpected(&'static str),
}

satchel_log::declare_loggable!(Error, "no variant holds data");

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(ffi::Error { code, extended_code }, _) => {
                from_code(code, extended_code)
            }
            rusqlite::Error::SqlInputError { error, .. } => from_code(error.code, error.extended_code),
            // A value of another shape than the schema promises.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged,
            _ => Self::Unexpected("the database was used wrongly"),
        }
    }
}

fn from_code(code: ErrorCode, extended: i32) -> Error {
    match (code, extended) {
        // `SQLCipher` gives no page when its tag does not fit, and SQLite takes that for a lack of memory.
        (ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::OutOfMemory, _)
        | (
            ErrorCode::SystemIoFailure,
            ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS | ffi::SQLITE_IOERR_DATA,
        ) => Error::Damaged,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed, _) => {
            Error::InUse
        }
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Error::ReadOnly,
        (ErrorCode::DiskFull, _) => Error::DiskFull,
        (ErrorCode::SystemIoFailure | ErrorCode::CannotOpen, _) => Error::Io,
        (ErrorCode::ConstraintViolation, _) => Error::Refused("a row breaks a rule of its table"),
        (ErrorCode::TooBig, _) => Error::Refused("a value is too large"),
        _ => Error::Unexpected("the database refused"),
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(ffi::SQLITE_NOTADB, Error::Damaged)]
    #[case(ffi::SQLITE_CORRUPT, Error::Damaged)]
    #[case(ffi::SQLITE_NOMEM, Error::Damaged)]
    #[case(ffi::SQLITE_CORRUPT_VTAB, Error::Damaged)]
    #[case(ffi::SQLITE_IOERR_SHORT_READ, Error::Damaged)]
    #[case(ffi::SQLITE_IOERR_WRITE, Error::Io)]
    #[case(ffi::SQLITE_CANTOPEN, Error::Io)]
    #[case(ffi::SQLITE_BUSY, Error::InUse)]
    #[case(ffi::SQLITE_LOCKED, Error::InUse)]
    #[case(ffi::SQLITE_READONLY_DBMOVED, Error::ReadOnly)]
    #[case(ffi::SQLITE_PERM, Error::ReadOnly)]
    #[case(ffi::SQLITE_FULL, Error::DiskFull)]
    #[case(ffi::SQLITE_CONSTRAINT_CHECK, Error::Refused("a row breaks a rule of its table"))]
    #[case(ffi::SQLITE_ERROR, Error::Unexpected("the database refused"))]
    fn a_result_code_says_which_error_it_is(#[case] code: i32, #[case] error: Error) {
        assert_eq!(Error::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)), error);
    }

    #[rstest]
    #[case(io::ErrorKind::PermissionDenied, Error::ReadOnly)]
    #[case(io::ErrorKind::ReadOnlyFilesystem, Error::ReadOnly)]
    #[case(io::ErrorKind::StorageFull, Error::DiskFull)]
    #[case(io::ErrorKind::NotFound, Error::Io)]
    fn so_does_an_error_of_the_file_system(#[case] kind: io::ErrorKind, #[case] error: Error) {
        assert_eq!(Error::from(io::Error::from(kind)), error);
    }
}
