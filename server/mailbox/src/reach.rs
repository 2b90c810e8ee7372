//! How far connections to mailboxes reach: who types a server's name must not look around in the network that this
//! server stands in, or talk to what trusts it.

use crate::{Account, Key, Reader, connect};
use domain::mailbox::MailboxProblem;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// How far they reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// To addresses of the internet alone.
    #[default]
    Internet,
    /// Into the network that this server stands in too: where firm and server share it.
    Everywhere,
}

/// What this server may do with mailboxes.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// What seals their passwords.
    pub key: Key,
    /// How far connections to them reach.
    pub reach: Reach,
}

impl Access {
    /// Signs in to a mailbox. What is not on this machine is reached encrypted or not at all.
    ///
    /// # Errors
    /// Why it can't be.
    pub async fn connect(&self, account: Account<'_>) -> Result<Reader, MailboxProblem> {
        connect::connect(account, self.reach).await
    }
}

impl Reach {
    /// The addresses of those that a name has, which may be reached.
    pub(crate) fn of(self, addresses: impl Iterator<Item = SocketAddr>) -> Vec<SocketAddr> {
        addresses.filter(|address| self == Self::Everywhere || is_of_the_internet(address.ip())).collect()
    }
}

/// Whether an address is one that anybody's server on the internet may have (IANA's registries of special addresses,
/// RFC 6890).
fn is_of_the_internet(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_of_the_internet_4(address),
        IpAddr::V6(address) => match inner(address) {
            Some(inner) => is_of_the_internet_4(inner),
            None => (address.segments()[0] & 0xe000) == 0x2000 && address.segments()[..2] != [0x2001, 0x0db8],
        },
    }
}

/// The IPv4 address that an IPv6 address leads to: mapped, translated (NAT64) or by 6to4.
fn inner(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let octets = address.octets();
    let four = |at: usize| Ipv4Addr::new(octets[at], octets[at + 1], octets[at + 2], octets[at + 3]);
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x0064, 0xff9b, 0, 0, 0, 0, ..] => Some(four(12)),
        [0x2002, ..] => Some(four(2)),
        _ => None,
    }
}

fn is_of_the_internet_4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || first == 0
        || first >= 224
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (18..20).contains(&second)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(reach: Reach, address: &str) -> bool {
        !reach.of([SocketAddr::new(address.parse().unwrap(), 993)].into_iter()).is_empty()
    }

    #[test]
    fn only_addresses_of_the_internet_are_reached_unless_it_is_said() {
        for inside in [
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(!reached(Reach::Internet, inside), "{inside}");
            assert!(reached(Reach::Everywhere, inside), "{inside}");
        }
        for outside in [
            "8.8.8.8",
            "172.32.0.1",
            "100.63.0.1",
            "193.75.4.1",
            "2a00:1450:400f::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(reached(Reach::Internet, outside), "{outside}");
        }
    }
}
