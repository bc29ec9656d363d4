//! The post: mails that wait are carried one by one, for as long as the server runs.
//!
//! A mail that was just written goes at once; what could not be taken is tried again when it is due.
//! When the server is to end, the mail that is on its way arrives first, and the others stay in the spool.

use std::time::Duration;

use super::{
    Closing, Desk,
    people::mail::deliver::{Carrier, deliver},
};

/// How often the spool is looked at when nobody has written: other servers write, and mails become due.
const LOOK: Duration = Duration::from_secs(30);

impl Desk {
    /// Lets a carrier take the mails of the spool from now on.
    pub fn carry_mails(&self, carrier: impl Carrier + Send + 'static) {
        self.keep(tokio::spawn(self.clone().carry(carrier)));
    }

    async fn carry(self, carrier: impl Carrier + Send) {
        let mut closing = self.closing();
        while *closing.borrow_and_update() == Closing::No {
            match deliver(self.store(), &carrier, self.clock().now().micros()).await {
                Ok(None) => {}
                Ok(Some(fate)) => {
                    tracing::info!(?fate, "a mail was tried");
                    continue;
                }
                Err(refused) => tracing::warn!(%refused, "mails cannot be sent now"),
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = self.people().spooled() => {}
                _ = closing.changed() => {}
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use mawqif_store::{Mail, MailId};
    use tokio::sync::{Semaphore, mpsc};

    use super::*;
    use crate::desk::{
        Options,
        people::mail::{Delivery, deliver::Fate},
    };

    /// Takes every mail, once it may.
    struct Messenger {
        mails: mpsc::UnboundedSender<String>,
        may: Arc<Semaphore>,
        has_gone: Arc<AtomicBool>,
    }

    impl Carrier for Messenger {
        async fn carry(&self, mail: &Mail) -> Fate {
            self.mails.send(mail.to.clone()).unwrap();
            self.may.acquire().await.unwrap().forget();
            self.has_gone.store(true, Ordering::SeqCst);
            Fate::Sent
        }
    }

    #[tokio::test]
    async fn mails_go_at_once_and_the_one_on_its_way_arrives_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&Options {
            folder: folder.path().to_owned(),
            database: None,
            name: "coalition.example".to_owned(),
            site: "https://desk.example.org".to_owned(),
            delivery: Delivery::Mail,
            freshness: Default::default(),
        })
        .await
        .unwrap();
        let now = desk.clock().now().micros();
        for (id, to, due) in [("one", "amal@example.org", now), ("two", "badr@example.org", now + 1)] {
            let mail = Mail {
                id: MailId::new(id).unwrap(),
                to: to.to_owned(),
                subject: "subject".to_owned(),
                text: "text".to_owned(),
                due,
                attempts: 0,
                sent: None,
            };
            desk.store().spool_mail(&mail).await.unwrap();
        }
        let (mails, mut arrived) = mpsc::unbounded_channel();
        let (may, has_gone) = (Arc::new(Semaphore::new(1)), Arc::new(AtomicBool::new(false)));
        desk.carry_mails(Messenger { mails, may: may.clone(), has_gone: has_gone.clone() });
        assert_eq!(arrived.recv().await.unwrap(), "amal@example.org");
        assert_eq!(arrived.recv().await.unwrap(), "badr@example.org");
        // The second is on its way when the server is asked to end.
        has_gone.store(false, Ordering::SeqCst);
        desk.begin_closing();
        may.add_permits(1);
        desk.close().await;
        assert!(has_gone.load(Ordering::SeqCst));
        assert_eq!(arrived.recv().await, None);
    }
}
