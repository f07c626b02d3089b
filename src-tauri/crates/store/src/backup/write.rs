//! Making one: every row as it stands at one moment, sealed as it is written.

use std::io::{self, Write};

use rusqlite::{Connection, TransactionBehavior};
use secrecy::{ExposeSecret as _, SecretString};

use super::frames::{END, ROW, write_table, write_value};
use super::tables::{GOES, condition};
use super::{About, BEGINNING, FORMAT, WORK};
use crate::audit::AuditCheck;
use crate::locker::check_passphrase;
use crate::vault::passphrase::normal;
use crate::{Error, LockerError, Store, schema, tables};

/// How much is in a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Pieces of health records.
    pub records: u64,
    /// Files that came with them.
    pub documents: u64,
}

impl Store {
    /// Writes everything of this file, sealed with a passphrase, and hands the writer back. Whoever else asks the store
    /// something meanwhile waits, so that the backup is of one moment.
    ///
    /// A trail that is broken is [`Error::Damaged`]: a copy of it would only look whole.
    pub async fn back_up<W: Write + Send + 'static>(
        &self,
        about: About,
        passphrase: SecretString,
        to: W,
    ) -> Result<(W, Amount), LockerError> {
        check_passphrase(&passphrase)?;
        let words = SecretString::from(normal(&passphrase).as_str());
        // A key derivation is slow: not on the thread that everybody waits for.
        let sealed = crate::aside::elsewhere(move || Ok(seal(&words, to)?)).await?;
        let (sealed, amount) = self.run(move |connection| dump(connection, &about, sealed)).await?;
        Ok((sealed.finish().map_err(Error::from)?, amount))
    }
}

fn seal<W: Write>(words: &SecretString, to: W) -> io::Result<age::stream::StreamWriter<W>> {
    let mut recipient = age::scrypt::Recipient::new(age::secrecy::SecretString::from(words.expose_secret()));
    recipient.set_work_factor(WORK);
    let sealer = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient));
    sealer.map_err(|_| io::Error::other("sealing failed"))?.wrap_output(to)
}

fn dump<W: Write>(connection: &mut Connection, about: &About, mut to: W) -> Result<(W, Amount), Error> {
    if !matches!(tables::audit::verify(connection)?, AuditCheck::Whole { .. }) {
        return Err(Error::Damaged);
    }
    let reading = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
    let schema = schema::found(&reading)?;
    let json = about.json(schema);
    to.write_all(BEGINNING)?;
    to.write_all(&[FORMAT])?;
    to.write_all(
        &u32::try_from(json.len()).map_err(|_| Error::Refused("a label is too long"))?.to_be_bytes(),
    )?;
    to.write_all(&json)?;
    let (mut rows, mut amount) = (0_u64, Amount::default());
    for (table, columns, order) in GOES {
        let written = write_rows(&reading, table, columns, order, &mut to)?;
        rows += written;
        match *table {
            "records" => amount.records = written,
            "documents" => amount.documents = written,
            _ => {}
        }
    }
    to.write_all(&[END])?;
    to.write_all(&rows.to_be_bytes())?;
    Ok((to, amount))
}

fn write_rows(
    on: &Connection,
    table: &str,
    columns: &[&str],
    order: &str,
    to: &mut impl Write,
) -> Result<u64, Error> {
    let quoted: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let sql = format!("SELECT {} FROM {table}{} ORDER BY {order}", quoted.join(", "), condition(table));
    let mut statement = on.prepare(&sql)?;
    let mut rows = statement.query([])?;
    write_table(to, table, columns)?;
    let mut written = 0;
    while let Some(row) = rows.next()? {
        to.write_all(&[ROW])?;
        for column in 0..columns.len() {
            write_value(to, row.get_ref(column)?)?;
        }
        written += 1;
    }
    Ok(written)
}
