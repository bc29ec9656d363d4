//! The second factor: setting one-time codes up, using them, giving them again, taking them away.

use mawqif_store::{Account, AccountId, Micros};

use super::{
    People, Refused, Who, chance, chance::Secret, code, code::Typed, limits::Gate, mail::letter::Notice,
};

/// A secret for an authenticator, not yet in force.
#[derive(Debug)]
pub struct Setup {
    /// The secret in Base32, to type.
    pub secret: Secret,
    /// The secret as an `otpauth:` address, to draw as a QR code.
    pub uri: Secret,
}

impl People {
    /// Makes a secret for one-time codes. Nothing is stored before [`People::set_up_codes`].
    ///
    /// # Errors
    /// [`Refused::SessionOnly`].
    pub async fn begin_codes(&self, who: &Who) -> Result<Setup, Refused> {
        let secret = code::base32(&chance::bytes::<{ code::SECRET_LENGTH }>(&*self.chance)?);
        self.resume_codes(who, &secret).await
    }

    /// The same for a secret that was made before, when the first code for it was mistyped.
    ///
    /// # Errors
    /// [`Refused::SessionOnly`], [`Refused::Secret`].
    pub async fn resume_codes(&self, who: &Who, secret: &str) -> Result<Setup, Refused> {
        who.session()?;
        let secret = code::base32(&code::from_base32(secret).ok_or(Refused::Secret)?);
        let account = self.store.account(&who.account).await?;
        let label = percent(&account.email);
        let uri = format!("otpauth://totp/Mawqif:{label}?secret={secret}&issuer=Mawqif");
        Ok(Setup { secret: Secret::new(secret), uri: Secret::new(uri) })
    }

    /// Puts a secret in force, with the password and the code that it gives now, and gives recovery
    /// codes, shown this once. All other sessions end; the one that asks is fresh. Whoever has codes
    /// already must have given one just before.
    ///
    /// # Errors
    /// [`Refused::Wrong`], [`Refused::Code`], [`Refused::Secret`], [`Refused::Stale`],
    /// [`Refused::SessionOnly`], [`Refused::Slow`], [`Refused::Busy`].
    pub async fn set_up_codes(
        &self,
        who: &Who,
        password: &str,
        secret: &str,
        code: &str,
        now: Micros,
    ) -> Result<Vec<Secret>, Refused> {
        let session = who.session()?;
        let account = self.store.account(&who.account).await?;
        if account.totp.is_some() {
            who.require_fresh(now)?;
        }
        self.give_password(&account, password, now).await?;
        self.limits.take(Gate::Code, account.id.as_str(), now)?;
        let secret = code::from_base32(secret).ok_or(Refused::Secret)?;
        let Some(Typed::OneTime(typed)) = Typed::new(code) else { return Err(Refused::Code) };
        let step = code::step_of(&secret, typed, now).ok_or(Refused::Code)?;
        let codes = code::recovery_codes(&*self.chance)?;
        let hashes: Vec<_> =
            codes.iter().map(|code| code::recovery_hash(&account.id, code.reveal())).collect();
        self.store.set_totp(&account.id, Some(&secret), &hashes).await?;
        self.store.use_totp_step(&account.id, step).await?;
        self.store.end_logins(&account.id).await?;
        self.store.end_other_sessions(&account.id, Some(session)).await?;
        self.store.confirm_session(session, now).await?;
        self.notify(&account, &Notice::CodesSet { at: now }, now).await?;
        Ok(codes)
    }

    /// Whether an account has one-time codes.
    ///
    /// # Errors
    /// [`Refused::Store`].
    pub async fn has_codes(&self, who: &Who) -> Result<bool, Refused> {
        Ok(self.store.account(&who.account).await?.totp.is_some())
    }

    /// Makes the session that asks fresh, by password and code; where that is enough, by the password alone
    /// of an account that has no codes.
    ///
    /// # Errors
    /// [`Refused::Wrong`], [`Refused::Code`], [`Refused::NoCodes`], [`Refused::SessionOnly`],
    /// [`Refused::Slow`], [`Refused::Busy`].
    pub async fn confirm(&self, who: &Who, password: &str, code: &str, now: Micros) -> Result<(), Refused> {
        let session = who.session()?;
        let account = self.store.account(&who.account).await?;
        if account.totp.is_none() {
            if !self.is_password_enough() {
                return Err(Refused::NoCodes);
            }
            self.give_password(&account, password, now).await?;
            return Ok(self.store.confirm_session(session, now).await?);
        }
        self.give_password(&account, password, now).await?;
        self.limits.take(Gate::Code, account.id.as_str(), now)?;
        self.use_code(&account, code, now).await?;
        Ok(self.store.confirm_session(session, now).await?)
    }

    /// Takes somebody's one-time codes away, when phone and recovery codes are lost, and ends all
    /// sessions. Whoever calls has settled that the secretariat may; from then on the password alone
    /// opens the account, until codes are set up again.
    ///
    /// # Errors
    /// [`Refused::Missing`].
    pub async fn reset_codes(&self, account: &AccountId, now: Micros) -> Result<(), Refused> {
        let account = self.known(account).await?;
        self.store.set_totp(&account.id, None, &[]).await?;
        self.store.end_logins(&account.id).await?;
        self.store.end_other_sessions(&account.id, None).await?;
        self.notify(&account, &Notice::CodesReset { at: now }, now).await
    }

    /// Uses up a one-time or recovery code.
    pub(super) async fn use_code(&self, account: &Account, code: &str, now: Micros) -> Result<(), Refused> {
        let secret = account.totp.as_deref().ok_or(Refused::NoCodes)?;
        let is_used = match Typed::new(code).ok_or(Refused::Code)? {
            Typed::OneTime(code) => {
                let step = code::step_of(secret, code, now).ok_or(Refused::Code)?;
                self.store.use_totp_step(&account.id, step).await?
            }
            Typed::Recovery(code) => {
                let hash = code::recovery_hash(&account.id, &code);
                self.store.use_recovery_code(&account.id, &hash, now).await?
            }
        };
        if is_used { Ok(()) } else { Err(Refused::Code) }
    }

    /// Checks the password of somebody who is signed in.
    pub(super) async fn give_password(
        &self,
        account: &Account,
        password: &str,
        now: Micros,
    ) -> Result<(), Refused> {
        self.limits.take(Gate::Password, account.id.as_str(), now)?;
        let is_right = self.passwords.is_right(&account.password, password).await?;
        if is_right { Ok(()) } else { Err(Refused::Wrong) }
    }
}

fn percent(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}
