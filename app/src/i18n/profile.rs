//! Words of the profile.

domain::texts! {
    TITLE: "Profil", "Profil", "Profile";
    LOOKS: "Slik vil jeg ha det", "Så vill jag ha det", "How I want it";
    LOOKS_ADVICE: "Gjelder på alle enhetene dine.", "Gäller på alla dina enheter.", "Applies on all your devices.";
    AUTO_LANGUAGE: "Som nettleseren", "Som webbläsaren", "As the browser";
    SCHEME: "Farger", "Färger", "Colours";
    SCHEME_AUTO: "Som maskinen", "Som datorn", "As the machine";
    SCHEME_LIGHT: "Lyst", "Ljust", "Light";
    SCHEME_DARK: "Mørkt", "Mörkt", "Dark";
    DENSITY: "Tetthet", "Täthet", "Density";
    COMFORTABLE: "Luftig", "Luftig", "Comfortable";
    COMPACT: "Tett", "Tät", "Compact";
    PASSWORD: "Passord", "Lösenord", "Password";
    PASSWORD_ADVICE: "Minst 12 tegn. Bytter du passord, logges de andre enhetene dine ut.", "Minst 12 tecken. Byter du lösenord loggas dina andra enheter ut.", "At least 12 characters. Changing it signs your other devices out.";
    CURRENT: "Nåværende passord", "Nuvarande lösenord", "Current password";
    NEW: "Nytt passord", "Nytt lösenord", "New password";
    REPEAT: "Nytt passord en gang til", "Nytt lösenord en gång till", "New password once more";
    CHANGE_PASSWORD: "Bytt passord", "Byt lösenord", "Change password";
    PASSWORD_CHANGED: "Passordet er byttet", "Lösenordet är bytt", "The password is changed";
    SAVED: "Profilen er lagret", "Profilen är sparad", "The profile is saved";
    SESSIONS: "Her er du logget inn", "Här är du inloggad", "Where you are signed in";
    SESSIONS_ADVICE: "Kjenner du ikke igjen en av dem, logg den ut og bytt passord.", "Känner du inte igen en av dem, logga ut den och byt lösenord.", "If you don't recognise one of them, sign it out and change your password.";
    THIS_ONE: "denne", "den här", "this one";
    LAST_USED: "sist brukt {when}", "senast använd {when}", "last used {when}";
    END_SESSION: "Logg ut", "Logga ut", "Sign out";
    END_ALL: "Logg ut overalt", "Logga ut överallt", "Sign out everywhere";
    UNKNOWN_BROWSER: "Ukjent nettleser", "Okänd webbläsare", "Unknown browser";
}
