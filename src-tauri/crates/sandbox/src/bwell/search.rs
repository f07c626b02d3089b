//! Search arguments (bwell-wire 4) and what they mean: `code` and `value` are used for the same thing, `system` may
//! carry `system|code`, an empty list is no filter.

use async_graphql::{Enum, InputObject};

use super::scalars::Date;
use crate::refusal::Refusal;

/// A coded search argument.
#[derive(Debug, InputObject)]
pub(crate) struct SearchToken {
    pub(crate) value: Option<SearchTokenValue>,
    pub(crate) values: Option<Vec<Option<SearchTokenValue>>>,
    pub(crate) not_equals: Option<NotSearchTokenValue>,
    pub(crate) missing: Option<bool>,
    pub(crate) search_type: Option<String>,
}

/// One code to find.
#[derive(Debug, InputObject)]
pub(crate) struct SearchTokenValue {
    pub(crate) code: Option<String>,
    pub(crate) system: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) not_equals: Option<NotSearchTokenValue>,
}

/// Codes not to find.
#[derive(Debug, InputObject)]
pub(crate) struct NotSearchTokenValue {
    pub(crate) code: Option<String>,
    pub(crate) system: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) values: Option<Vec<Option<SearchTokenValue>>>,
}

/// A string search argument.
#[derive(Debug, InputObject)]
pub(crate) struct SearchString {
    pub(crate) value: Option<String>,
    pub(crate) values: Option<Vec<Option<String>>>,
    pub(crate) not_equals: Option<SearchStringValue>,
    pub(crate) missing: Option<bool>,
    pub(crate) above: Option<bool>,
    pub(crate) below: Option<bool>,
    pub(crate) search_type: Option<String>,
}

/// Strings not to find.
#[derive(Debug, InputObject)]
pub(crate) struct SearchStringValue {
    pub(crate) value: Option<String>,
    pub(crate) values: Option<Vec<Option<String>>>,
}

/// A reference search argument.
#[derive(Debug, InputObject)]
pub(crate) struct SearchReference {
    pub(crate) value: Option<String>,
}

/// A date search argument.
#[derive(Debug, InputObject)]
pub(crate) struct SearchDate {
    pub(crate) value: Option<SearchDateValue>,
    pub(crate) values: Option<Vec<Option<SearchDateValue>>>,
    pub(crate) missing: Option<bool>,
    pub(crate) search_type: Option<String>,
}

/// Bounds of a date.
#[derive(Debug, InputObject)]
pub(crate) struct SearchDateValue {
    pub(crate) equals: Option<Date>,
    pub(crate) not_equals: Option<Date>,
    pub(crate) greater_than: Option<Date>,
    pub(crate) greater_than_or_equal_to: Option<Date>,
    pub(crate) less_than: Option<Date>,
    pub(crate) less_than_or_equal_to: Option<Date>,
    pub(crate) starts_after: Option<Date>,
    pub(crate) ends_before: Option<Date>,
    pub(crate) approximately: Option<Date>,
}

/// How a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(rename_items = "lowercase")]
pub(crate) enum TotalType {
    None,
    Accurate,
    Estimate,
}

/// A system with a code, of a record that is being searched.
pub(crate) type Coded<'a> = (&'a str, &'a str);

/// Whether a record with these codings passes a token filter. No filter lets everything pass.
pub(crate) fn token_matches(token: Option<&SearchToken>, codings: &[Coded<'_>]) -> bool {
    let Some(token) = token else { return true };
    let wanted: Vec<_> = token.value.iter().chain(token.values.iter().flatten().flatten()).collect();
    let wanted: Vec<_> = wanted
        .into_iter()
        .filter_map(|value| {
            Wanted::of(value.system.as_deref(), value.code.as_deref().or(value.value.as_deref()))
        })
        .collect();
    let unwanted = [token.not_equals.as_ref()];
    let nested = token.value.iter().chain(token.values.iter().flatten().flatten());
    let unwanted = unwanted.into_iter().chain(nested.map(|value| value.not_equals.as_ref())).flatten();
    let refused = unwanted.flat_map(|not| {
        let one = Wanted::of(not.system.as_deref(), not.code.as_deref().or(not.value.as_deref()));
        let more = not.values.iter().flatten().flatten();
        one.into_iter().chain(more.filter_map(|value| {
            Wanted::of(value.system.as_deref(), value.code.as_deref().or(value.value.as_deref()))
        }))
    });
    let missing_fits = token.missing.is_none_or(|missing| missing == codings.is_empty());
    missing_fits
        && (wanted.is_empty() || wanted.iter().any(|wanted| wanted.matches(codings)))
        && !refused.into_iter().any(|refused| refused.matches(codings))
}

/// Whether a record with this text passes a string filter.
pub(crate) fn string_matches(search: Option<&SearchString>, text: &str) -> bool {
    let Some(search) = search else { return true };
    let wanted: Vec<_> =
        search.value.iter().chain(search.values.iter().flatten().flatten()).map(String::as_str).collect();
    let refused = search
        .not_equals
        .iter()
        .flat_map(|not| not.value.iter().chain(not.values.iter().flatten().flatten()).map(String::as_str));
    (wanted.is_empty() || wanted.contains(&text)) && !refused.into_iter().any(|refused| refused == text)
}

/// Whether a reference passes a reference filter.
pub(crate) fn reference_matches(search: Option<&SearchReference>, references: &[String]) -> bool {
    let wanted = search.and_then(|search| search.value.as_ref());
    wanted.is_none_or(|wanted| references.contains(wanted))
}

/// A code wanted or not wanted, with its system if one was given.
struct Wanted<'a> {
    system: Option<&'a str>,
    code: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// `None` when nothing at all was given. `system|code` in `system`, as one SDK call has it, is split.
    fn of(system: Option<&'a str>, code: Option<&'a str>) -> Option<Self> {
        let (system, code) = match (system.and_then(|system| system.split_once('|')), code) {
            (Some((system, code)), None) => (Some(system), Some(code)),
            _ => (system, code),
        };
        (system.is_some() || code.is_some()).then_some(Self { system, code })
    }

    fn matches(&self, codings: &[Coded<'_>]) -> bool {
        codings.iter().any(|(system, code)| {
            self.system.is_none_or(|wanted| wanted == *system)
                && self.code.is_none_or(|wanted| wanted == *code)
        })
    }
}

/// One page of a list. `page` counts from 0, `size` goes from 1 to 100 and is 10 when left out (5.10.2).
pub(crate) fn page_of<T>(items: Vec<T>, page: Option<i32>, size: Option<i32>) -> Result<Vec<T>, Refusal> {
    let page =
        usize::try_from(page.unwrap_or(0)).map_err(|_| Refusal::value("The page must not be negative."))?;
    let size = usize::try_from(size.unwrap_or(10)).unwrap_or(0);
    if !(1..=100).contains(&size) {
        return Err(Refusal::value("The page size goes from 1 to 100."));
    }
    Ok(items.into_iter().skip(page.saturating_mul(size)).take(size).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(code: Option<&str>, system: Option<&str>, value: Option<&str>) -> SearchTokenValue {
        let own = |text: Option<&str>| text.map(str::to_owned);
        SearchTokenValue { code: own(code), system: own(system), value: own(value), not_equals: None }
    }

    fn token(value: Option<SearchTokenValue>) -> SearchToken {
        SearchToken { value, values: None, not_equals: None, missing: None, search_type: None }
    }

    const CODINGS: &[Coded<'_>] = &[("https://x.invalid/type", "system")];

    #[test]
    fn code_and_value_mean_the_same() {
        for given in [value(Some("system"), None, None), value(None, None, Some("system"))] {
            assert!(token_matches(Some(&token(Some(given))), CODINGS));
        }
        assert!(!token_matches(Some(&token(Some(value(Some("patient"), None, None)))), CODINGS));
    }

    #[test]
    fn a_code_joined_to_its_system_is_split() {
        let joined = value(None, Some("https://x.invalid/type|system"), None);
        assert!(token_matches(Some(&token(Some(joined))), CODINGS));
    }

    #[test]
    fn not_equals_hides_and_empty_lists_do_not_filter() {
        let mut hiding = token(None);
        hiding.values = Some(Vec::new());
        assert!(token_matches(Some(&hiding), CODINGS));
        hiding.not_equals = Some(NotSearchTokenValue {
            code: Some("system".into()),
            system: Some("https://x.invalid/type".into()),
            value: None,
            values: None,
        });
        assert!(!token_matches(Some(&hiding), CODINGS));
    }

    #[test]
    fn pages_count_from_nought() {
        assert_eq!(page_of(vec![1, 2, 3], Some(1), Some(2)).unwrap(), vec![3]);
        assert_eq!(page_of(vec![1, 2, 3], Some(9), Some(2)).unwrap(), Vec::<i32>::new());
        assert!(page_of(vec![1], Some(0), Some(101)).is_err());
        assert!(page_of(vec![1], Some(-1), None).is_err());
    }
}
