//! The fingerprint of RSA keys made by a faulty library of 2012 to 2017 (ROCA, CVE-2017-15361): such a key can be
//! factored, so a signature by it proves nothing.

/// For each small prime, the moduli of weak keys leave only remainders that are powers of 65537. A sound key passes all
/// of these tests by chance about once in 10^8 times.
const PRIMES: [u32; 17] = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

/// Does the modulus (big-endian) bear the fingerprint?
pub(crate) fn is_suspect(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|prime| {
        let remainder = modulus.iter().fold(0, |sum, byte| (sum * 256 + u32::from(*byte)) % prime);
        is_power_of_65537(remainder, *prime)
    })
}

fn is_power_of_65537(remainder: u32, prime: u32) -> bool {
    let mut power = 1;
    for _ in 1..prime {
        if power == remainder {
            return true;
        }
        power = power * 65537 % prime;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[1, 0, 1], true)] // 65537
    #[case(&[1, 0, 2, 0, 1], true)] // its square
    #[case(&[1, 0, 3, 0, 3, 0, 1], true)] // its third power
    #[case(&[1, 0, 3, 0, 3, 0, 3], false)]
    #[case(&[2, 0, 3, 0, 3, 0, 1], false)]
    fn a_modulus_made_of_powers_of_65537_is_suspect(#[case] modulus: &[u8], #[case] suspect: bool) {
        assert_eq!(is_suspect(modulus), suspect);
    }
}
