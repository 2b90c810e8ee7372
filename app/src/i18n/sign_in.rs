//! Words of signing in.

domain::texts! {
    TITLE: "Logg inn", "Logga in", "Sign in";
    EMAIL: "E-post", "E-post", "E-mail";
    PASSWORD: "Passord", "Lösenord", "Password";
    BUTTON: "Logg inn", "Logga in", "Sign in";
    NOTE: "Har du glemt passordet? Spør administratoren i firmaet.", "Har du glömt lösenordet? Fråga administratören i företaget.", "Forgotten your password? Ask your firm's administrator.";
}
