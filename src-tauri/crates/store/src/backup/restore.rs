//! The way back: into a new file under another name, looked through to its end, and only then put in its place.

use std::collections::HashSet;
use std::fs;
use std::io::{BufReader, Read};
use std::path::PathBuf;

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use rusqlite::{Connection, params_from_iter};
use secrecy::SecretString;

use super::frames::{END, ROW, TABLE, read_array, read_byte, read_bytes, read_name, read_value};
use super::tables::GOES;
use super::{About, Amount, BEGINNING, FORMAT, LONGEST_ABOUT, MOST_WORK, RestoreError};
use crate::audit::AuditCheck;
use crate::file::{self, beside};
use crate::locker::{Locker, Lockers};
use crate::vault::passphrase::normal;
use crate::{Error, Key, schema, tables};

type Sealed = age::stream::StreamReader<BufReader<Box<dyn Read + Send>>>;

/// A backup that its passphrase opened; of what is in it only the beginning was read.
pub struct OpenBackup {
    about: About,
    schema: u32,
    from: BufReader<Sealed>,
}

/// Opens a backup and reads what it says of itself. Derives a key and waits for the reader: never where others wait.
pub fn open(from: Box<dyn Read + Send>, words: &SecretString) -> Result<OpenBackup, RestoreError> {
    // A file of another kind has no such beginning: that is told before the passphrase is blamed.
    let opened = age::Decryptor::new_buffered(BufReader::new(from)).map_err(|_| RestoreError::NotABackup)?;
    if !opened.is_scrypt() {
        return Err(RestoreError::NotABackup);
    }
    let words = age::secrecy::SecretString::from(normal(words).as_str());
    let mut identity = age::scrypt::Identity::new(words);
    identity.set_max_work_factor(MOST_WORK);
    let unsealed = opened.decrypt(std::iter::once(&identity as &dyn age::Identity));
    let mut from = BufReader::new(unsealed.map_err(|error| match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
            RestoreError::WrongPassphrase
        }
        age::DecryptError::InvalidMac | age::DecryptError::Io(_) => RestoreError::Damaged,
        _ => RestoreError::NotABackup,
    })?);
    if &read_array::<14>(&mut from)? != BEGINNING {
        return Err(RestoreError::NotABackup);
    }
    match read_byte(&mut from)? {
        FORMAT => {}
        0 => return Err(RestoreError::Damaged),
        _ => return Err(RestoreError::Newer),
    }
    let (about, schema) = About::read(&read_bytes(&mut from, LONGEST_ABOUT)?).ok_or(RestoreError::Damaged)?;
    match schema {
        0 => Err(RestoreError::Damaged),
        found if found > schema::NEWEST => Err(RestoreError::Newer),
        schema => Ok(OpenBackup { about, schema, from }),
    }
}

impl OpenBackup {
    /// What it says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Where it belongs; `None` where it names no locker.
    #[must_use]
    pub fn locker(&self, lockers: &Lockers) -> Option<Locker> {
        lockers.by_id(&self.about.locker)
    }

    /// Fills a new file beside the locker's, with a new key, and looks through it: every hash of a record, of a file
    /// and of the trail. Nothing of the locker is touched. Takes as long as the disk takes.
    pub fn unpack(mut self, locker: &Locker) -> Result<Restored, RestoreError> {
        let path = locker.restoring_path()?;
        // From here on whatever goes wrong takes the new file away again.
        let mut restored =
            Restored { path, key: Key::random()?, about: self.about, amount: Amount::default() };
        restored.amount = file::fill_new(&restored.path, &restored.key, self.schema, |connection| {
            fill(connection, &mut self.from)
        })?;
        Ok(restored)
    }
}

impl std::fmt::Debug for OpenBackup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OpenBackup").field(&self.about).finish()
    }
}

fn fill(connection: &mut Connection, from: &mut impl Read) -> Result<Amount, RestoreError> {
    let filling = connection.transaction()?;
    let mut insert: Option<(String, usize)> = None;
    let (mut seen, mut rows) = (HashSet::new(), 0_u64);
    loop {
        match read_byte(from)? {
            TABLE => {
                let table = read_name(from)?;
                let columns = usize::from(read_byte(from)?);
                let columns: Vec<String> = (0..columns).map(|_| read_name(from)).collect::<Result<_, _>>()?;
                insert = Some((into(&table, &columns, &mut seen)?, columns.len()));
            }
            ROW => {
                let (sql, columns) = insert.as_ref().ok_or(RestoreError::Damaged)?;
                let values: Vec<_> = (0..*columns).map(|_| read_value(from)).collect::<Result<_, _>>()?;
                filling.prepare_cached(sql)?.execute(params_from_iter(values))?;
                rows += 1;
            }
            END if u64::from_be_bytes(read_array(from)?) == rows => break,
            _ => return Err(RestoreError::Damaged),
        }
    }
    // Nothing follows; only here does the seal of the last part say that nothing is missing.
    if from.read(&mut [0; 1])? != 0 {
        return Err(RestoreError::Damaged);
    }
    let amount = check(&filling)?;
    filling.commit()?;
    Ok(amount)
}

/// The statement for a table's rows. Names go into it: only ours do.
fn into(table: &str, columns: &[String], seen: &mut HashSet<&'static str>) -> Result<String, RestoreError> {
    let known = GOES.iter().find(|(name, ..)| *name == table).ok_or(RestoreError::Damaged)?;
    // A column that an older schema lacks is absent; none is there that is not known, and none twice.
    let all_known = columns.iter().all(|column| known.1.contains(&column.as_str()));
    let none_twice = columns.iter().collect::<HashSet<_>>().len() == columns.len();
    if columns.is_empty() || !all_known || !none_twice || !seen.insert(known.0) {
        return Err(RestoreError::Damaged);
    }
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let marks = vec!["?"; columns.len()].join(", ");
    Ok(format!("INSERT INTO {} ({}) VALUES ({marks})", known.0, names.join(", ")))
}

/// Is each record, each file and the trail what it was when it was first written down?
fn check(on: &Connection) -> Result<Amount, RestoreError> {
    if !matches!(tables::audit::verify(on)?, AuditCheck::Whole { .. }) {
        return Err(RestoreError::Damaged);
    }
    let mut amount = Amount::default();
    let mut statement = on.prepare("SELECT body, body_sha256 FROM records")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_blob().map_err(|_| RestoreError::Damaged)?;
        if aws_lc_rs::digest::digest(&SHA256, body).as_ref() != tables::hash(row, 1)? {
            return Err(RestoreError::Damaged);
        }
        amount.records += 1;
    }
    for document in tables::documents::all(on)? {
        let (mut hash, mut length, mut sequence) = (Context::new(&SHA256), 0_u64, 0_u32);
        while let Some(chunk) = tables::documents::chunk(on, document.about.id, sequence)? {
            hash.update(&chunk);
            length += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            sequence = sequence.checked_add(1).ok_or(RestoreError::Damaged)?;
        }
        if length != document.length || hash.finish().as_ref() != document.sha256 {
            return Err(RestoreError::Damaged);
        }
        amount.documents += 1;
    }
    Ok(amount)
}

/// A new file, whole, not yet in its place. Dropped, it is gone.
pub struct Restored {
    pub(crate) path: PathBuf,
    pub(crate) key: Key,
    about: About,
    amount: Amount,
}

impl Restored {
    /// For a file that is filled otherwise.
    pub(crate) fn empty(path: PathBuf, locker: &str, made_at: Timestamp) -> Result<Self, Error> {
        let about = About { made_at, app: String::new(), locker: locker.to_owned(), label: None };
        Ok(Self { path, key: Key::random()?, about, amount: Amount::default() })
    }

    /// What the backup says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// How much is in it.
    #[must_use]
    pub fn amount(&self) -> Amount {
        self.amount
    }
}

impl Drop for Restored {
    fn drop(&mut self) {
        for ending in ["-journal", ""] {
            // When it was put in its place there is nothing here any more.
            let _ = fs::remove_file(beside(&self.path, ending));
        }
    }
}

impl std::fmt::Debug for Restored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Restored").field(&self.about).finish()
    }
}
