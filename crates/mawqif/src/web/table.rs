//! The table of pages: the one place that says which there are and who may see each.
//!
//! The router is built from it, and the test of who may see what goes through it.

use std::sync::LazyLock;

use axum::routing::{MethodRouter, get, post};

use super::{
    Web, account, acts,
    admit::{
        Reads,
        Who::{self, Account, Anybody, FollowUp, Member, Reporter, Secretariat},
    },
    cases,
    consultation::{asks, bodies, changes, conditions, forms, rule, stances},
    ended, files, followup,
    form::{FILE_FORM_LIMIT, FORM_LIMIT, STATEMENT_FORM_LIMIT},
    help,
    initiative::{self, dossier, report, versions},
    meeting, news, people, position, press,
    public::{self, codes, door, house, own, paper, results, statements},
    record,
    sheet::{self, checking},
    statement::{
        self,
        public::verify::{self, ASKED_LIMIT},
    },
    stress,
};

/// A page.
#[derive(Clone, Copy)]
pub struct Page {
    /// Its path, with parameters in braces.
    pub path: &'static str,
    /// Who may see it.
    pub who: Who,
    /// Longest form that it takes, in bytes.
    pub holds: usize,
    /// How its forms are read.
    pub reads: Reads,
    /// Its handlers.
    pub serve: fn() -> MethodRouter<Web>,
}

/// Whether a page takes files that are sealed as they come, which a slow line may take long over.
pub fn is_sealing(path: &str) -> bool {
    static PATHS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        table().into_iter().filter(|page| page.reads == Reads::Sealing).map(|page| page.path).collect()
    });
    PATHS.contains(&path)
}

/// All pages.
pub fn table() -> Vec<Page> {
    let page = |path, who, serve| Page { path, who, serve, holds: FORM_LIMIT, reads: Reads::Whole };
    let file = |path, who, serve| Page { holds: FILE_FORM_LIMIT, ..page(path, who, serve) };
    let sealing = |path, who, serve| Page { reads: Reads::Sealing, ..page(path, who, serve) };
    vec![
        page("/", Anybody, || get(people::welcome)),
        page("/static/{mark}/{name}", Anybody, || get(files::file)),
        page("/language", Anybody, || post(people::speak)),
        page("/help", Anybody, || get(help::contents)),
        page("/help/{topic}", Anybody, || get(help::topic)),
        page("/sign-in", Anybody, || get(people::door).post(people::sign_in)),
        page("/sign-in/code", Anybody, || post(people::enter_code)),
        page("/sign-out", Account, || post(people::sign_out)),
        page("/enter/{link}", Anybody, || get(people::link).post(people::enter)),
        page("/invitations/{link}", Anybody, || get(people::invitation).post(people::accept)),
        page("/account", Account, || get(account::account).post(account::describe)),
        page("/account/password", Account, || post(account::change_password)),
        page("/account/codes", Account, || get(account::begin).post(account::set_up)),
        page("/account/fresh", Account, || get(account::again).post(account::confirm)),
        page("/account/sessions", Account, || post(account::end_sessions)),
        page("/account/tokens", Account, || post(account::make_token)),
        page("/account/tokens/revoke", Account, || post(account::revoke_token)),
        Page { holds: ended::ENDED_LIMIT, ..page("/again", Anybody, || post(ended::again)) },
        page("/cases", Account, || get(cases::list)),
        page("/cases/{case}", Member, || get(position::board)),
        page("/cases/{case}/projector", Member, || get(position::projector)),
        page("/cases/{case}/acts", Member, || post(acts::act)),
        page("/new-case", Account, || get(cases::blank).post(cases::open)),
        page("/cases/{case}/initiative", Member, || get(initiative::offer)),
        page("/cases/{case}/initiative/versions", Member, || get(versions::versions)),
        page("/cases/{case}/stress", Member, || get(stress::page)),
        page("/cases/{case}/stress/{sheet}", Secretariat, || sheet::pages(stress::forms::SHEETS)),
        page("/rules", Anybody, || get(stress::rules::all)),
        page("/rules/{rule}", Anybody, || get(stress::rules::one)),
        page("/cases/{case}/initiative/provision/findings", Secretariat, || post(checking::findings)),
        page("/cases/{case}/initiative/{sheet}", Secretariat, || sheet::pages(initiative::forms::SHEETS)),
        file("/cases/{case}/dossier", Member, || get(dossier::page).post(dossier::import)),
        page("/cases/{case}/dossier/file", Member, || get(dossier::export)),
        file("/cases/{case}/report", Secretariat, || get(report::blank).post(report::sent)),
        page("/cases/{case}/reports/{hash}", Member, || get(report::kept)),
        page("/cases/{case}/roll/{sheet}", Secretariat, || sheet::pages(forms::SHEETS)),
        page("/cases/{case}/bodies", Member, || get(bodies::roll)),
        page("/cases/{case}/bodies/invitations", Secretariat, || post(bodies::invite)),
        page("/cases/{case}/meetings", Member, || get(meeting::list).post(meeting::convene)),
        page("/cases/{case}/meetings/calendar.ics", Member, || get(meeting::calendar)),
        page("/cases/{case}/meetings/calendar", Member, || post(meeting::link)),
        page("/cases/{case}/meetings/{number}", Member, || get(meeting::one).post(meeting::act)),
        page("/cases/{case}/meetings/{number}/minutes", Member, || get(meeting::minutes)),
        page("/cases/{case}/mandates/{sheet}", Member, || sheet::pages(forms::MANDATES)),
        page("/cases/{case}/rule", Member, || get(rule::told)),
        page("/cases/{case}/rule/{form}", Secretariat, || sheet::pages(rule::SHEETS)),
        page("/cases/{case}/changes", Member, || get(changes::waiting)),
        page("/cases/{case}/conditions", Member, || get(conditions::all)),
        page("/cases/{case}/conditions/{sheet}", Member, || sheet::pages(asks::SHEETS)),
        page("/cases/{case}/stances", Member, || get(stances::all)),
        page("/cases/{case}/stances/{body}", Member, || get(stances::one).post(stances::preview)),
        page("/cases/{case}/statement", Member, || get(statement::all)),
        Page {
            holds: STATEMENT_FORM_LIMIT,
            ..page("/cases/{case}/statement/{sheet}", Secretariat, || {
                get(statement::sheet).merge(sheet::sent_to(statement::SHEETS))
            })
        },
        page("/cases/{case}/statements/{number}", Member, || get(statement::one)),
        page("/cases/{case}/statements/{number}/signatures", Member, || post(statement::hand_in)),
        page("/cases/{case}/statements/{number}/comments", Member, || post(statement::say)),
        page("/cases/{case}/statements/{number}/{file}", Member, || get(statement::file)),
        page("/cases/{case}/press", Member, || get(press::desk)),
        page("/cases/{case}/press/answers", Member, || get(press::answers)),
        page("/cases/{case}/press/calendar.ics", Member, || get(press::calendar)),
        page("/cases/{case}/press/door", Secretariat, || get(press::door)),
        page("/cases/{case}/press/{sheet}", Secretariat, || sheet::pages(press::SHEETS)),
        Page {
            holds: press::house::HOUSE_FORM_LIMIT,
            ..page("/cases/{case}/press/house/{name}", Secretariat, || {
                get(press::house::look).post(press::house::sent)
            })
        },
        page("/public/{case}", Anybody, || get(statement::public::all)),
        page("/public/{case}/follow-up", Anybody, || get(followup::public::page)),
        page("/public/{case}/follow-up/{file}", Anybody, || get(followup::public::files::file)),
        page("/public/{case}/feed.atom", Anybody, || get(statement::public::feed)),
        page("/public/{case}/{number}", Anybody, || get(statement::public::one)),
        Page {
            holds: ASKED_LIMIT,
            ..page("/public/{case}/{number}/verify", Anybody, || get(verify::page).post(verify::ask))
        },
        page("/public/{case}/{number}/{file}", Anybody, || get(statement::public::file)),
        page("/p/{case}/{number}", Anybody, || get(door::look).post(door::sent)),
        page("/p/{case}/{number}/votes", Anybody, || get(own::votes).post(own::change)),
        page("/p/{case}/{number}/add", Anybody, || get(own::blank).post(own::add)),
        page("/p/{case}/{number}/results", Anybody, || get(results::page)),
        page("/p/{case}/{number}/files/{file}", Anybody, || get(results::file)),
        page("/p/{case}/{number}/{code}", Anybody, || get(door::linked)),
        page("/cases/{case}/consultations", Member, || get(house::list)),
        page("/cases/{case}/asking/{sheet}", Secretariat, || sheet::pages(public::forms::SHEETS)),
        page("/cases/{case}/consultations/{number}", Member, || get(house::one)),
        page("/cases/{case}/consultations/{number}/report", Member, || get(public::report::page)),
        page("/cases/{case}/consultations/{number}/report/{file}", Member, || get(public::report::file)),
        page("/cases/{case}/consultations/{number}/statements", Secretariat, || {
            get(statements::page).post(statements::sent)
        }),
        page("/cases/{case}/consultations/{number}/codes", Secretariat, || {
            get(codes::page).post(codes::sent)
        }),
        file("/cases/{case}/consultations/{number}/paper", Secretariat, || {
            get(paper::page).post(paper::sent)
        }),
        page("/cases/{case}/follow-up", Member, || get(followup::page)),
        sealing("/cases/{case}/follow-up/report", Reporter, || {
            get(followup::reporter::blank).post(followup::reporter::sent)
        }),
        sealing("/cases/{case}/follow-up/evidence", FollowUp, || {
            get(followup::evidence::page).post(followup::evidence::sent)
        }),
        page("/cases/{case}/follow-up/worker.js", Reporter, || get(followup::reporter::worker)),
        Page {
            holds: followup::imports::TABLE_FORM_LIMIT,
            ..page("/cases/{case}/follow-up/imports", FollowUp, || {
                get(followup::imports::all).post(followup::imports::bring)
            })
        },
        page("/cases/{case}/follow-up/imports/{number}", FollowUp, || {
            get(followup::imports::one).post(followup::imports::sent)
        }),
        page("/cases/{case}/follow-up/imports/{number}/rows/{row}", FollowUp, || {
            get(followup::imports::row::blank).post(followup::imports::row::sent)
        }),
        page("/cases/{case}/follow-up/rows", FollowUp, || get(followup::imports::rows::page)),
        page("/cases/{case}/follow-up/messages", FollowUp, || {
            get(followup::messages::page).post(followup::messages::sent)
        }),
        page("/cases/{case}/follow-up/messages/{number}", FollowUp, || {
            get(followup::messages::report::blank).post(followup::messages::report::sent)
        }),
        page("/cases/{case}/follow-up/gateways", Secretariat, || {
            get(followup::messages::gateways::page).post(followup::messages::gateways::sent)
        }),
        page("/cases/{case}/follow-up/files/{file}", Member, || get(followup::lists::file)),
        page("/cases/{case}/follow-up/board", Member, || get(followup::board::page)),
        page("/cases/{case}/follow-up/board/{file}", Member, || get(followup::board::file)),
        page("/cases/{case}/follow-up/{sheet}", Member, || sheet::pages(followup::SHEETS)),
        page("/cases/{case}/record", Member, || get(record::timeline)),
        page("/cases/{case}/record/{seq}/receipt", Member, || get(record::receipt)),
        page("/cases/{case}/news", Member, || get(news::news)),
    ]
}
