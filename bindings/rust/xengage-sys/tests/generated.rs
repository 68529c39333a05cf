// The generated files, of both crates, are those that the description of the API gives.
use std::path::Path;
use std::process::Command;

#[test]
fn generated_files_are_what_the_description_gives() {
    let bindings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let done = Command::new("python3")
        .arg("-B")
        .arg(bindings.join("describe/emit_rust.py"))
        .arg(bindings.join("api.json"))
        .arg("check")
        .output()
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
}
