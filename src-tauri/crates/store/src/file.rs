//! Opening a file: the lock first, then the key, then a look before anything is written.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::{Error, Key, fail, schema};

/// A connection and what keeps others away from its file. The connection is dropped first.
pub(crate) struct Opened {
    pub(crate) connection: Connection,
    _lock: Option<Lock>,
}

impl Opened {
    /// Closes the file, then lets others in.
    pub(crate) fn close(self) -> Result<(), Error> {
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// The sole right to the file and its neighbours. The operating system takes it back when the process dies.
pub(crate) struct Lock(#[expect(dead_code, reason = "held, not read")] File);

/// How long a lock inside the file is waited for: nobody but a virus scanner should hold one.
const BUSY: Duration = Duration::from_millis(200);

/// Bytes of a page, `SQLCipher`'s default.
const PAGE: u64 = 4096;

/// `rosa.satchel` and `-wal` give `rosa.satchel-wal`.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Takes the lock, or says who cannot have it. The lock is a file of its own: the database's own locks come too late,
/// after its file was opened or made.
pub(crate) fn lock(path: &Path) -> Result<Lock, Error> {
    let file = private().create(true).truncate(false).open(beside(path, ".lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Error::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// For reading and writing by this user alone.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder for this user alone, and those above it, where there is none.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

/// Opens the file; makes it where there is none.
pub(crate) fn open(path: &Path, key: &Key) -> Result<Opened, Error> {
    let lock = lock(path)?;
    if !path.try_exists()? {
        // A log without its file is what is left of a file, and would be read into a new one.
        if beside(path, "-wal").try_exists()? {
            return Err(Error::Damaged);
        }
        create(path, key)?;
    }
    let connection = open_existing(path, key)?;
    Ok(Opened { connection, _lock: Some(lock) })
}

/// The same schema, in memory alone.
pub(crate) fn in_memory() -> Result<Opened, Error> {
    let mut connection = Connection::open_in_memory()?;
    settle(&connection)?;
    schema::migrate(&mut connection)?;
    Ok(Opened { connection, _lock: None })
}

/// A new file is made under another name and renamed when it is whole: a file under its own name always was whole.
fn create(path: &Path, key: &Key) -> Result<(), Error> {
    let new = beside(path, ".new");
    for left in [beside(&new, "-journal"), new.clone()] {
        if left.try_exists()? {
            fs::remove_file(left)?;
        }
    }
    private().create_new(true).open(&new)?;
    fail::at("create-began");
    let made = fill(&new, key).and_then(|()| Ok(fs::rename(&new, path)?));
    if made.is_err() {
        let _ = fs::remove_file(&new);
        return made;
    }
    fail::at("create-renamed");
    sync_folder(path)
}

fn fill(new: &Path, key: &Key) -> Result<(), Error> {
    filled(new, key, schema::NEWEST, |_| {
        fail::at("create-migrated");
        Ok(())
    })
}

/// Makes a file under a name that is not yet its own, of an earlier schema, lets it be filled, and brings it to the
/// newest one.
pub(crate) fn fill_new<T, E: From<Error>>(
    new: &Path,
    key: &Key,
    schema: u32,
    fill: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<T, E> {
    let make = || -> Result<(), Error> {
        for left in [beside(new, "-journal"), new.to_owned()] {
            if left.try_exists()? {
                fs::remove_file(left)?;
            }
        }
        private().create_new(true).open(new)?;
        Ok(())
    };
    make()?;
    filled(new, key, schema, fill)
}

fn filled<T, E: From<Error>>(
    new: &Path,
    key: &Key,
    schema: u32,
    fill: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<T, E> {
    let mut connection = connect(new, key)?;
    settle(&connection)?;
    schema::migrate_to(&mut connection, schema)?;
    let value = fill(&mut connection)?;
    schema::migrate(&mut connection)?;
    connection.close().map_err(|(_, error)| Error::from(error))?;
    File::open(new).and_then(|file| file.sync_all()).map_err(Error::from)?;
    Ok(value)
}

/// Makes a rename last through a power cut, where a folder can be opened for that.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    if cfg!(unix)
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn open_existing(path: &Path, key: &Key) -> Result<Connection, Error> {
    let begins = beginning(path)?;
    let has_log = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let mut connection = connect(path, key)?;
    // Before the look: a file that keeps a log cannot even be read where it cannot be written.
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly);
    }
    // A log may only be folded into the file after the look, not even when the connection closes before it. (Without
    // this, closing also removes the empty log that opening made.)
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log)?;
    match look(&connection, path, has_log) {
        Ok(()) => {}
        // Both a wrong key and a damaged beginning read as noise; the beginning that the key makes tells them apart.
        Err(Error::Damaged) if begins.is_some_and(|begins| begins != key.salt()) => {
            return Err(Error::WrongKey);
        }
        Err(error) => return Err(error),
    }
    settle(&connection)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(Error::Unexpected("no write-ahead log"));
    }
    fail::at("open-wal");
    schema::migrate(&mut connection)?;
    fail::at("open-migrated");
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// The first 16 bytes, where there are that many.
fn beginning(path: &Path) -> Result<Option<[u8; 16]>, Error> {
    let mut bytes = [0; 16];
    match File::open(path)?.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens and gives the key; the file is not read yet.
fn connect(path: &Path, key: &Key) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    // It would write to standard error, about the key among other things.
    connection.execute_batch("PRAGMA cipher_log = off; PRAGMA cipher_log_level = NONE;")?;
    connection.execute_batch(&key.pragma())?;
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE;")?;
    Ok(connection)
}

/// Is it ours, readable, of a schema that we know, and as long as it says?
fn look(connection: &Connection, path: &Path, has_log: bool) -> Result<(), Error> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    match schema::found(connection)? {
        // Made under another name until it has a schema, so this never was one of ours.
        0 => return Err(Error::Damaged),
        found if found > schema::NEWEST => return Err(Error::NewerSchema { found }),
        _ => {}
    }
    let pages: u64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    if has_log {
        // The last run was killed: some pages are in the log alone, so the length says nothing.
        quick_check(connection)
    } else if fs::metadata(path)?.len() < pages.saturating_mul(PAGE) {
        Err(Error::Damaged)
    } else {
        Ok(())
    }
}

/// Reads every page once; each has an authentication tag.
pub(crate) fn quick_check(connection: &Connection) -> Result<(), Error> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged) }
}

/// What is held of the file in memory, deciphered: the usual 2 MiB are less than one commit of documents, which then push
/// out the indexes that the next one needs.
const CACHE_KIB: i64 = 24 << 10;

fn settle(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA synchronous = FULL;",
    )?;
    // Less than nothing means KiB, not pages.
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    Ok(())
}
