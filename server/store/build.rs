//! Migrations are compiled in: a new one is a reason to compile anew, which no source says.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
