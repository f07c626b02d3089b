//! The migrations, in order. One that has landed is never edited.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::Error;

/// Each is one file, run in one transaction together with the new number in `user_version`.
const FILES: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_settings.sql"),
    include_str!("../migrations/0003_last_known.sql"),
    include_str!("../migrations/0004_listings.sql"),
    include_str!("../migrations/0005_retrievals.sql"),
    include_str!("../migrations/0006_deleted.sql"),
];

/// The newest schema's number.
pub(crate) const NEWEST: u32 = 6;

/// Brings the file to the newest schema.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    migrate_to(connection, NEWEST)
}

/// Brings a file to a schema that is not older than its own.
pub(crate) fn migrate_to(connection: &mut Connection, schema: u32) -> Result<(), Error> {
    let migrations = Migrations::new(FILES.iter().map(|sql| M::up(sql)).collect());
    let target = usize::try_from(schema).map_err(|_| Error::NewerSchema { found: schema })?;
    if target < FILES.len() && found(connection)? > schema {
        return Err(Error::Unexpected("a schema that goes back"));
    }
    let migrated = if target < FILES.len() {
        migrations.to_version(connection, target)
    } else {
        migrations.to_latest(connection)
    };
    match migrated {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(err.into()),
        Err(rusqlite_migration::Error::MigrationDefinition(_)) => {
            Err(Error::NewerSchema { found: found(connection)? })
        }
        Err(_) => Err(Error::Unexpected("a migration failed")),
    }
}

/// The number of the file's schema: 0 for one that has none.
pub(crate) fn found(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::digest::{SHA256, digest};

    #[test]
    fn a_migration_that_has_landed_is_never_edited() {
        assert_eq!(FILES.len(), NEWEST as usize);
        let hashes: Vec<String> =
            FILES.iter().map(|sql| format!("{:?}", digest(&SHA256, sql.as_bytes()))).collect();
        insta::assert_snapshot!(hashes.join("\n"), @r"
        SHA256:e439a1df8a570930f1cd900df7a4413ed49c9023611b6fa281882e25e7b1cf24
        SHA256:881b5c87313ce1dcf5f390656d05ec604e41d297d1b6bf15bc9000a0c499fdd7
        SHA256:393949ce057d2959646bf924ee52bf115ea79be3d9ba9cb87891472dcc6def4a
        SHA256:0bfa6d7e79902532b682546b5b646b37266172724fd58dcf3711c63ceba8d297
        SHA256:3ac4268a76bf33838b1eef9cae1d54054503d9b9c81a0180e599f867f0232833
        SHA256:931db4d54a515fab404f00cb685fe46fee7591ef7ef891909805b4e61fb5369a
        ");
    }

    #[test]
    fn the_migrations_are_valid() {
        let migrations = Migrations::new(FILES.iter().map(|sql| M::up(sql)).collect());
        assert_eq!(migrations.validate(), Ok(()));
    }
}
