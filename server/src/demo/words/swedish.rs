//! Swedish words.

use super::{Words, trades};

/// Swedish words.
pub(in crate::demo) static SWEDISH: Words = Words {
    first_names: &[
        "Karin", "Johan", "Per", "Sara", "Anders", "Emma", "Fredrik", "Ulrika", "Mats", "Helena", "Oskar", "Linnéa", "Jonas", "Malin",
        "Stefan", "Åsa", "Göran", "Eva", "Magnus", "Lena", "Patrik", "Sofia", "Camilla", "Håkan", "Ingela", "Tobias", "Frida",
        "Mattias", "Agneta", "Roger", "Josefin", "Kent", "Marianne", "Joakim", "Tove", "Lennart", "Amir", "Zeynep", "Piotr", "Leyla",
        "Bengt", "Elin", "Rasmus", "Gunilla", "Hanna", "Ulf", "Sandra", "Torbjörn", "Nadja", "Ivar",
    ],
    last_names: &[
        "Ekdahl", "Nordevik", "Wikström", "Åkergren", "Lundmark", "Holmgård", "Berglind", "Sandegård", "Hedström", "Dahlstrand", "Östervall",
        "Engvall", "Rydell", "Söderfors", "Malmborg", "Granath", "Palmkvist", "Strömbeck", "Hedevind", "Sjödahl", "Nyhlén", "Lövkvist",
        "Kvarnvik", "Bromander", "Fagerlund", "Hasselgren", "Ljungdahl", "Rosvall", "Stenmarker", "Tallberg", "Vinterfors", "Åsling",
        "Eklöv", "Gyllström", "Markefors", "Rönnholm", "Skoglöf", "Uddenfeldt", "Wetterlind", "Zetterman", "Hosseini", "Kowalczuk",
        "Yildirim", "Bladh", "Flodin", "Hallgård", "Isberg", "Norrman", "Perslund", "Törnmark",
    ],
    heads: &[
        "Ejder", "Hassel", "Vide", "Orr", "Lom", "Spov", "Mård", "Uggle", "Trast", "Lärk", "Havre", "Blåklint", "Kråkbär", "Sälg", "Vipe",
        "Harsyre",
    ],
    tails: &["hult", "torp", "ryd", "näs", "backa", "mark", "sjö", "holma", "by", "rum", "kulla", "vången"],
    trades: trades! {
        "Svets" "25.11", "Stål" "25.11", "Mekaniska" "25.62", "Maskinservice" "33.12", "Återvinning" "38.32", "Bygg" "41.20",
        "Entreprenad" "41.20", "Väg & Anläggning" "42.11", "Schakt" "43.12", "El" "43.21", "Rör" "43.22", "Snickeri" "43.32",
        "Måleri" "43.34", "Plåt & Tak" "43.91", "Bilverkstad" "45.20", "Byggvaror" "46.73", "Livs" "47.11", "Åkeri" "49.41",
        "Lager & Logistik" "52.10", "Hotell" "55.10", "Kök" "56.10", "Programvara" "62.01", "Data" "62.02", "IT-konsult" "62.02",
        "Fastigheter" "68.32", "Redovisning" "69.20", "Teknik" "71.12", "Projektering" "71.12", "Städ" "81.21", "Förskola" "85.10",
        "Omsorg" "87.10", "Bageri" "10.71", "Sågverk" "16.10",
    },
    crafts: trades! {
        "Snickeritjänst" "43.32", "Målarmästare" "43.34", "Eltjänst" "43.21", "Grävtjänst" "43.12", "Städservice" "81.21",
        "Bokföring" "69.20", "Ritkontor" "71.12", "Bilvård" "45.20", "Webbyrå" "62.01",
    },
    forms: &["AB", "AB", "AB", "AB", "AB", "AB", "AB", "AB", "HB", "KB", "ek. för."],
    sole_form: "enskild firma",
    streets: &[
        "Industrigatan", "Hamngatan", "Verkstadsgatan", "Fabriksgatan", "Magasinsgatan", "Stationsgatan", "Kvarngatan", "Lagergatan",
        "Smedjegatan", "Skeppsgatan", "Tegelbruksvägen", "Norra Ringvägen", "Södra Parkgatan", "Björkallén", "Åkerivägen", "Bruksgatan",
        "Garverigatan", "Lantmannagatan", "Mejerigatan", "Spannmålsgatan", "Timmervägen", "Väverigatan", "Ängsvägen", "Repslagargatan",
    ],
    post_box: "Box",
    invoice_reception: "Fakturaenheten",
    goods_reception: "Godsmottagningen",
    positions: &["Verkstad", "Lön", "Drift", "Inköp", "Projekt", "Lager", "Ekonomi", "Kontor", "Produktion", "Byggarbetsplats", "Reception", "Utveckling"],
    owner: "Ägare",
    private_domain: "epost.example",
};
