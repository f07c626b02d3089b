//! The parts of a person that are compared and named. A name of a part is all that a refusal may say.

/// A part of what is known about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant names itself")]
pub enum Field {
    Deceased,
    Family,
    Given,
    Middle,
    Suffix,
    BirthDate,
    Sex,
    Street,
    City,
    State,
    PostalCode,
    Phone,
    Email,
    Ssn,
}

impl Field {
    /// The stable name (kebab-case).
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Deceased => "deceased",
            Self::Family => "family",
            Self::Given => "given",
            Self::Middle => "middle",
            Self::Suffix => "suffix",
            Self::BirthDate => "birth-date",
            Self::Sex => "sex",
            Self::Street => "street",
            Self::City => "city",
            Self::State => "state",
            Self::PostalCode => "postal-code",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Ssn => "ssn",
        }
    }
}
