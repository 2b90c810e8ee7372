//! Gathers the files of the help, so that whoever writes one needs to name it nowhere else.

use std::{env, fmt::Write, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=help");
    let of = |name| env::var(name).map_err(io::Error::other);
    let root = Path::new(&of("CARGO_MANIFEST_DIR")?).join("help");
    let mut list = String::from("&[\n");
    let mut folders = fs::read_dir(&root)?.collect::<Result<Vec<_>, _>>()?;
    folders.sort_by_key(fs::DirEntry::file_name);
    for folder in folders {
        let language = folder.file_name();
        let mut files = fs::read_dir(folder.path())?.collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        for file in files {
            let name = format!("{}/{}", language.display(), file.file_name().display());
            let path = file.path().display().to_string();
            let _ = writeln!(list, "({name:?}, include_str!({path:?})),");
        }
    }
    list.push(']');
    fs::write(Path::new(&of("OUT_DIR")?).join("help.rs"), list)
}
