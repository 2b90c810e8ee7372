//! Norwegian words.

use super::{Words, trades};

/// Norwegian words.
pub(in crate::demo) static NORWEGIAN: Words = Words {
    first_names: &[
        "Ingrid", "Jonas", "Marit", "Pål", "Anne", "Kari", "Ola", "Lars", "Knut", "Silje", "Hege", "Tor", "Geir", "Nina", "Trond",
        "Randi", "Solveig", "Espen", "Stian", "Tonje", "Morten", "Heidi", "Øyvind", "Turid", "Rune", "Vegard", "Åse", "Kjetil",
        "Torunn", "Sindre", "Mona", "Odd", "Guri", "Eirik", "Synnøve", "Frode", "Vigdis", "Håvard", "Bente", "Asle", "Ragnhild",
        "Dag", "Ellen", "Svein", "Janne", "Kåre", "Maiken", "Terje", "Oddny", "Jostein", "Wenche", "Steinar", "Amina", "Tomasz",
        "Agnieszka", "Yusuf", "Darius", "Elif", "Samir", "Rasa",
    ],
    last_names: &[
        "Aune", "Solbakk", "Fossum", "Tveitnes", "Bråten", "Rønnevik", "Slettebakk", "Kvam", "Nesheim", "Skaar", "Engen", "Myrseth",
        "Tangen", "Sandvær", "Oterhals", "Lillebø", "Hjelmeland", "Austad", "Kleppe", "Vangen", "Bakkejord", "Sørli", 
        "Rostad", "Breimoen", "Løvås", "Krogstad", "Fjeldstad", "Grønnevik", "Storlien", "Haugseth", "Ytreberg", "Røsvik", "Elvenes",
        "Steiro", "Kjelvik", "Moldskred", "Tjønndal", "Berntsberg", "Hestnes", "Skogmo", "Øverby", "Gjerdvik", "Lunnan", "Viksund",
        "Årvoll", "Finnøy", "Isaksmo", "Selnes", "Rognmo", "Nowicki", "Haddadi", "Kazlauske", "Wrona", "Demirel", "Osmanovic",
        "Trædal", "Hovland", "Espenes", "Urdal",
    ],
    heads: &[
        "Gaupe", "Skarv", "Terne", "Oter", "Molte", "Hegre", "Orre", "Kvann", "Lomvi", "Tjeld", "Blåveis", "Einer", "Selje", "Rype",
        "Snøspurv", "Krykkje", "Marsvin", "Havsule",
    ],
    tails: &["vang", "lia", "øyra", "tun", "brekka", "haugen", "myra", "skaret", "botn", "moen", "neset", "sletta", "kroken"],
    trades: trades! {
        "Sveis" "25.11", "Stål" "25.11", "Mekaniske" "25.62", "Maskinservice" "33.12", "Slipp" "33.15", "Gjenvinning" "38.32",
        "Bygg" "41.20", "Entreprenør" "41.20", "Vei & Anlegg" "42.11", "Graving" "43.12", "Elektro" "43.21", "Rør" "43.22",
        "Snekkeri" "43.32", "Malerservice" "43.34", "Tak" "43.91", "Bilverksted" "45.20", "Byggvare" "46.73", "Dagligvare" "47.11",
        "Transport" "49.41", "Lager & Logistikk" "52.10", "Hotell" "55.10", "Spiseri" "56.10", "Programvare" "62.01",
        "IT-rådgivning" "62.02", "Eiendom" "68.32", "Regnskap" "69.20", "Prosjektering" "71.12", "Renhold" "81.21", "Barnehage" "85.10",
        "Omsorg" "87.10", "Avløsing" "01.62", "Oppdrett" "03.21", "Fiskeforedling" "10.20", "Bakeri" "10.71", "Sagbruk" "16.10",
    },
    crafts: trades! {
        "Snekkerservice" "43.32", "Malermester" "43.34", "Elektrotjenester" "43.21", "Gravetjenester" "43.12", "Rengjøring" "81.21",
        "Bokføring" "69.20", "Tegnekontor" "71.12", "Bilpleie" "45.20", "Avløserservice" "01.62", "Matservering" "56.10",
    },
    forms: &["AS", "AS", "AS", "AS", "AS", "AS", "AS", "AS", "AS", "SA", "DA", "ANS"],
    sole_form: "ENK",
    streets: &[
        "Havnegata", "Industriveien", "Skolegata", "Fabrikkveien", "Verkstedveien", "Sjøgata", "Fjordgata", "Bryggeveien",
        "Stasjonsveien", "Terminalveien", "Kvartsveien", "Myrveien", "Bekkefaret", "Naustveien", "Smedgata", "Torvgata", "Kaigata",
        "Elveveien", "Parkveien", "Møllegata", "Tømmerveien", "Granittveien", "Notveien", "Steinbruddveien", "Rugdeveien", "Tårnveien",
    ],
    post_box: "Postboks",
    invoice_reception: "Fakturamottak",
    goods_reception: "Varemottak",
    positions: &["Verksted", "Lønn", "Drift", "Innkjøp", "Prosjekt", "Lager", "Økonomi", "Kontor", "Produksjon", "Byggeplass", "Resepsjon", "Ekspedisjon"],
    owner: "Innehaver",
    private_domain: "epost.example",
};
