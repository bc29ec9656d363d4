//! What somebody may recognise a browser by: its name and that of its system, nothing else of what it
//! says about itself.

/// Browsers, the ones first that pretend to be those below.
const BROWSERS: [(&str, &str); 8] = [
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems, likewise.
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Bytes of what a browser says that are looked at.
const LOOKED_AT: usize = 512;

/// Such as `Firefox, Linux`; empty when neither is known.
pub(super) fn agent(header: &str) -> String {
    let end = (0..=LOOKED_AT.min(header.len())).rev().find(|&end| header.is_char_boundary(end)).unwrap_or(0);
    let header = header.get(..end).unwrap_or_default();
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| header.contains(sign)).map(|(_, name)| *name)
    };
    let both = [known(&BROWSERS), known(&SYSTEMS)];
    both.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
