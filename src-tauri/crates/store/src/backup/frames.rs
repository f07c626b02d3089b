//! Names, rows and values, one after the other. What is read is bounded before it is believed.

use std::io::{self, Read, Write};

use rusqlite::types::{Value, ValueRef};

use super::RestoreError;

/// The longest text or bytes of one value: a record's body, with room to spare.
const LONGEST: u32 = 192 * 1024 * 1024;
/// Of a value this much is taken at a time, so that a length that lies costs nothing.
const STEP: usize = 64 * 1024;

pub(super) const TABLE: u8 = b'T';
pub(super) const ROW: u8 = b'R';
pub(super) const END: u8 = b'E';

fn too_long() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidInput)
}

fn length(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST).ok_or_else(too_long)
}

pub(super) fn write_table(to: &mut impl Write, table: &str, columns: &[&str]) -> io::Result<()> {
    to.write_all(&[TABLE])?;
    write_name(to, table)?;
    to.write_all(&[u8::try_from(columns.len()).map_err(|_| too_long())?])?;
    columns.iter().try_for_each(|column| write_name(to, column))
}

fn write_name(to: &mut impl Write, name: &str) -> io::Result<()> {
    to.write_all(&[u8::try_from(name.len()).map_err(|_| too_long())?])?;
    to.write_all(name.as_bytes())
}

pub(super) fn write_value(to: &mut impl Write, value: ValueRef<'_>) -> io::Result<()> {
    let (kind, bytes) = match value {
        ValueRef::Null => return to.write_all(b"n"),
        ValueRef::Integer(number) => {
            to.write_all(b"i")?;
            return to.write_all(&number.to_be_bytes());
        }
        // No column of ours holds one.
        ValueRef::Real(_) => return Err(io::Error::from(io::ErrorKind::Unsupported)),
        ValueRef::Text(text) => (b't', text),
        ValueRef::Blob(bytes) => (b'b', bytes),
    };
    to.write_all(&[kind])?;
    to.write_all(&length(bytes)?.to_be_bytes())?;
    to.write_all(bytes)
}

pub(super) fn read_byte(from: &mut impl Read) -> Result<u8, RestoreError> {
    Ok(read_array::<1>(from)?[0])
}

pub(super) fn read_array<const N: usize>(from: &mut impl Read) -> Result<[u8; N], RestoreError> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn read_bytes(from: &mut impl Read, longest: u32) -> Result<Vec<u8>, RestoreError> {
    let length = u32::from_be_bytes(read_array(from)?);
    if length > longest {
        return Err(RestoreError::Damaged);
    }
    let length = usize::try_from(length).map_err(|_| RestoreError::Damaged)?;
    let mut bytes = Vec::with_capacity(length.min(STEP));
    let mut rest = length;
    while rest > 0 {
        let begin = bytes.len();
        bytes.resize(begin + rest.min(STEP), 0);
        from.read_exact(&mut bytes[begin..])?;
        rest -= bytes.len() - begin;
    }
    Ok(bytes)
}

pub(super) fn read_name(from: &mut impl Read) -> Result<String, RestoreError> {
    let mut bytes = vec![0; usize::from(read_byte(from)?)];
    from.read_exact(&mut bytes)?;
    String::from_utf8(bytes).map_err(|_| RestoreError::Damaged)
}

pub(super) fn read_value(from: &mut impl Read) -> Result<Value, RestoreError> {
    Ok(match read_byte(from)? {
        b'n' => Value::Null,
        b'i' => Value::Integer(i64::from_be_bytes(read_array(from)?)),
        b't' => {
            let text = String::from_utf8(read_bytes(from, LONGEST)?);
            Value::Text(text.map_err(|_| RestoreError::Damaged)?)
        }
        b'b' => Value::Blob(read_bytes(from, LONGEST)?),
        _ => return Err(RestoreError::Damaged),
    })
}
