//! Bundles (bwell-wire 7.1): the same shape around every kind of resource.

/// Makes the bundle and entry types of one resource, with `of` to fill them.
macro_rules! bundle {
    ($(#[$doc:meta])* $bundle:ident, $entry:ident, $resource:ty) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject)]
        pub(crate) struct $bundle {
            id: Option<String>,
            #[graphql(name = "type")]
            kind: Option<$crate::bwell::scalars::Code>,
            total: Option<i32>,
            timestamp: Option<$crate::bwell::scalars::Instant>,
            meta: Option<$crate::bwell::fhir::Meta>,
            identifier: Option<Vec<$crate::bwell::fhir::Identifier>>,
            entry: Option<Vec<$entry>>,
        }

        #[derive(async_graphql::SimpleObject)]
        pub(crate) struct $entry {
            id: Option<String>,
            full_url: Option<$crate::bwell::scalars::Uri>,
            resource: Option<$resource>,
        }

        impl $bundle {
            /// A page of a search set; `total` counts all pages. Nothing found: `entry` is null, as the docs show for consents.
            fn of(
                server: &$crate::server::Server,
                resources: Vec<$resource>,
                total: usize,
                id_of: impl Fn(&$resource) -> String,
            ) -> Self {
                let now = server.clock.now();
                let entries: Vec<_> = resources
                    .into_iter()
                    .map(|resource| $entry { id: Some(id_of(&resource)), full_url: None, resource: Some(resource) })
                    .collect();
                Self {
                    id: Some(server.ids.named(stringify!($bundle)).to_string()),
                    kind: Some("searchset".into()),
                    total: i32::try_from(total).ok(),
                    timestamp: Some($crate::bwell::millis(now).into()),
                    meta: None,
                    identifier: None,
                    entry: (!entries.is_empty()).then_some(entries),
                }
            }
        }
    };
}

pub(crate) use bundle;
