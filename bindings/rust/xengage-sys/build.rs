// Finds libxengage: in the folder that XENGAGE_LIB_DIR names, else where pkg-config says.
use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=XENGAGE_LIB_DIR");
    println!("cargo:rerun-if-env-changed=PKG_CONFIG");
    println!("cargo:rerun-if-env-changed=PKG_CONFIG_PATH");
    if let Ok(folder) = env::var("XENGAGE_LIB_DIR") {
        println!("cargo:rustc-link-search=native={folder}");
        println!("cargo:rustc-link-lib=xengage");
    } else if let Err(why) = ask_pkg_config() {
        eprintln!(
            "libxengage is not found: {why}.\nInstall it, or name its folder in XENGAGE_LIB_DIR."
        );
        std::process::exit(1);
    }
}

// A library that is newer than these declarations is fine, an older one isn't.
fn ask_pkg_config() -> Result<(), String> {
    let name = env::var("PKG_CONFIG").unwrap_or_else(|_| "pkg-config".into());
    let wanted = format!("xengage >= {}", env!("CARGO_PKG_VERSION"));
    let done = Command::new(&name)
        .args(["--libs", "--print-errors", &wanted])
        .env("PKG_CONFIG_ALLOW_SYSTEM_LIBS", "1")
        .output()
        .map_err(|error| format!("{name} can't be run: {error}"))?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).trim().to_owned());
    }
    for word in String::from_utf8_lossy(&done.stdout).split_whitespace() {
        if let Some(folder) = word.strip_prefix("-L") {
            println!("cargo:rustc-link-search=native={folder}");
        } else if let Some(library) = word.strip_prefix("-l") {
            println!("cargo:rustc-link-lib={library}");
        }
    }
    Ok(())
}
