//! Points Tauri at `src-tauri/` although its home is the repository's root.

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    // The page is built into the binary: a new page must lead to a new binary.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        // A build script speaks to cargo by its standard output and its exit status.
        println!("cargo:warning=Tauri's build step failed: {error:#}");
        std::process::exit(1);
    }
}
