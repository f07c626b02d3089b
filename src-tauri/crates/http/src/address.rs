//! The guard against private addresses: a public name must not lead into a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Resolves names with the system's resolver and drops every address that is not public, so that the address we
/// checked is the address we connect to (no rebinding). Addresses written as numbers never come here: the policy
/// decides about those.
#[derive(Debug)]
pub(crate) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = lookup(name.as_str().to_owned()).await?;
            let public: Vec<SocketAddr> = found.into_iter().filter(|a| is_public(a.ip())).collect();
            if public.is_empty() {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

async fn lookup(name: String) -> Result<Vec<SocketAddr>, std::io::Error> {
    Ok(tokio::net::lookup_host((name, 0)).await?.collect())
}

/// Is this an address of the public internet? (`spec/shl-wire.md`, section 3, rule 4.)
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public_v4(v4),
            None => is_public_v6(v6),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    !(a == 0
        || shared
        || a >= 240
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    let unique_local = first & 0xfe00 == 0xfc00;
    let link_local = first & 0xffc0 == 0xfe80;
    let translated = first == 0x0064 && address.segments()[1] == 0xff9b;
    !(address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || unique_local
        || link_local
        || translated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("93.184.216.34", true)]
    #[case("2606:2800:220:1::1", true)]
    #[case("127.0.0.1", false)]
    #[case("10.0.0.1", false)]
    #[case("172.16.0.1", false)]
    #[case("192.168.0.1", false)]
    #[case("100.64.0.1", false)]
    #[case("169.254.169.254", false)]
    #[case("0.0.0.0", false)]
    #[case("224.0.0.1", false)]
    #[case("255.255.255.255", false)]
    #[case("::1", false)]
    #[case("::", false)]
    #[case("fc00::1", false)]
    #[case("fe80::1", false)]
    #[case("ff02::1", false)]
    #[case("::ffff:10.0.0.1", false)]
    #[case("64:ff9b::7f00:1", false)]
    fn only_public_addresses_pass(#[case] address: &str, #[case] public: bool) {
        assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
    }
}
