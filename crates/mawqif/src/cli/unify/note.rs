//! The answer as an adviser's note: the sentence first, then the picture, then the tables.

mod after;
mod hint;
mod matrix;
mod nothing;
mod rule;
mod words;

pub use self::{matrix::Columns, words::Labels};

use mawqif_core::{
    consultation::stance::Verdict,
    dossier::{Confidence, Dossier, PositionKind, Standing, report::Paint},
    position::{
        model::{Fixed, Model},
        package::Package,
        unify::{
            Answer, Options, Preference,
            answer::{Claim, ConditionAnswer, Part, Reason, Role},
        },
    },
    text::Id,
};

use super::plot::plot;
use crate::{
    cli::terminal::{bold, broken, painted},
    locale::{Language, Locale, Value},
};

/// Lists longer than this are cut, and the rest counted.
const LIST_LIMIT: usize = 8;

/// Names in one sentence; of more, the last are counted.
const NAME_LIMIT: usize = 24;

/// What the note is written from.
pub struct Note<'a> {
    /// The case.
    pub dossier: &'a Dossier,
    /// What was asked.
    pub options: &'a Options,
    /// What came of it.
    pub answer: &'a Answer,
    /// The reader's language.
    pub locale: &'a Locale,
    /// Whether there are colours.
    pub paint: Paint,
    /// Which conditions have a column in the table.
    pub columns: Columns,
    /// The columns of the terminal, if it is one.
    pub width: Option<usize>,
    /// What conditions and provisions are called.
    pub labels: Labels,
}

impl Note<'_> {
    /// The whole note.
    pub fn write(&self) -> String {
        // The dossier has been unified with these options, so the model exists.
        let Ok(model) = Model::new(self.dossier, &self.options.suppositions) else {
            return String::new();
        };
        let mut sections = vec![self.head(), self.sentence(&model)];
        let package: Package =
            self.answer.package.iter().flatten().filter_map(|id| self.position_of(id)).collect();
        sections.push(self.rule(&model, &model.verdicts(&package, &Fixed::new())));
        sections.push(self.conditions());
        sections.push(self.matrix(&model));
        sections.push(self.frontier());
        sections.push(self.others());
        sections.extend(self.answer.unlock.as_ref().map(|unlock| self.unlock(unlock)));
        sections.extend(self.answer.clash.as_ref().map(|clash| self.clash(clash)));
        sections.push(self.red_lines());
        sections.push(self.committees());
        sections.push(self.cut_short());
        sections.retain(|section| !section.is_empty());
        let mut note = String::new();
        for (at, lines) in sections.iter().enumerate() {
            if at > 0 {
                note.push('\n');
            }
            let lines = lines.iter().flat_map(|line| match self.width {
                Some(width) => broken(line.trim_end(), width),
                None => vec![line.trim_end().to_owned()],
            });
            for line in lines {
                note.push_str(self.locale.line_start());
                note.push_str(line.trim_end());
                note.push('\n');
            }
        }
        note
    }

    fn head(&self) -> Vec<String> {
        let initiative = &self.dossier.initiative;
        let title = initiative.title.in_language(self.locale.language.tag());
        let values = [("title", title.into()), ("version", initiative.version.into())];
        let mut head = self.locale.tell("title-line", &values);
        if let Some(due) = initiative.deadline {
            let date = format!("{:04}-{:02}-{:02}", due.year, due.month, due.day);
            head.push_str(&format!(" · {}", self.locale.tell("due", &[("date", date.into())])));
        }
        vec![painted(&head, "2", self.paint)]
    }

    fn sentence(&self, model: &Model) -> Vec<String> {
        let mut lines = Vec::new();
        let headline = match (self.answer.position, self.answer.reason, &self.answer.package) {
            (_, Some(Reason::NoQuorum), _) => self.locale.word("no-quorum"),
            (PositionKind::Accept, _, _) => self.locale.word("can-accept"),
            (_, _, Some(package)) => {
                let values = [("count", package.len().into()), ("list", self.list(package).into())];
                let are_readable = package.iter().all(|id| self.is_readable(id.as_str()));
                // Ids that the reader cannot read are no sentence; the words stand below it.
                let key = if are_readable { "can-accept-with" } else { "can-accept-with-these" };
                self.locale.tell(key, &values)
            }
            (PositionKind::Reject, ..) => self.locale.word("must-reject"),
            _ => self.locale.word("no-package"),
        };
        let headline = match (self.answer.proof.optimal, &self.answer.package) {
            (false, None) if self.answer.reason != Some(Reason::NoQuorum) => {
                self.locale.word("nothing-proven")
            }
            _ => headline,
        };
        lines.push(bold(&headline, self.paint));
        lines.extend(self.in_full());
        lines.extend(self.figures());
        lines.extend(self.doubts());
        lines.extend(self.presence());
        lines.extend(self.hint(model));
        lines
    }

    /// Who accepts, who decides it, how far it is from falling.
    pub fn figures(&self) -> Vec<String> {
        let answer = self.answer;
        let (Some(support), Some(burden)) = (answer.support, answer.burden) else {
            return Vec::new();
        };
        let hidden = answer.confidential.unwrap_or_default();
        let open =
            answer.verdicts.0.iter().filter(|(_, told)| told.verdict == Verdict::Accept).count() as u64;
        let values: [(&str, Value<'_>); 6] = [
            ("bodies", (open + hidden.accept).into()),
            ("all", self.dossier.bodies.len().into()),
            ("support", support.into()),
            ("base", answer.support_base.into()),
            ("measure", self.measure(&self.dossier.rule.support).into()),
            ("burden", burden.into()),
        ];
        let key = if self.dossier.bodies.len() == 1 { "who-accepts-only" } else { "who-accepts" };
        let mut lines = vec![self.locale.tell(key, &values)];
        if answer.confidential.is_some() {
            let values = [
                ("accept", hidden.accept.into()),
                ("reject", hidden.reject.into()),
                ("abstain", hidden.abstain.into()),
            ];
            lines.push(self.locale.tell("hidden-stances", &values));
        }
        let hidden = answer.pivotal_confidential;
        match (answer.pivotal.len() as u64 + hidden, answer.margin) {
            (0, Some(margin)) => lines.push(self.locale.tell("margin", &[("count", margin.into())])),
            (0, None) => {}
            (count, _) => {
                let mut names = self.names(&answer.pivotal);
                if hidden > 0 {
                    names.push(self.locale.tell("hidden-bodies", &[("count", hidden.into())]));
                }
                let key = if count == 1 { "pivotal-one" } else { "pivotal-many" };
                let values = [("count", count.into()), ("list", self.listed(names).into())];
                lines.push(self.locale.tell(key, &values));
            }
        }
        lines
    }

    /// What is not proven, and what was only supposed.
    pub fn doubts(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let answer = self.answer;
        if !answer.proof.optimal && answer.package.is_some() {
            let (best, open) = match self.options.prefer {
                Preference::Burden => (answer.burden, "ties-open-burden"),
                Preference::Support => (answer.support, "ties-open-support"),
            };
            lines.push(match answer.proof.bound {
                bound if bound.is_some() && bound == best => self.locale.word(open),
                Some(bound) => self.locale.tell("not-proven-bound", &[("bound", bound.into())]),
                None => self.locale.word("not-proven"),
            });
        }
        let suppositions = &self.options.suppositions;
        if suppositions.counted == mawqif_core::position::model::Counted::Mandated {
            lines.push(self.locale.word("only-counted"));
        }
        let language = match self.locale.language {
            Language::En => mawqif_core::consultation::stance::Language::English,
            Language::Ar => mawqif_core::consultation::stance::Language::Arabic,
        };
        let assumed =
            suppositions.assumed.iter().map(|(id, stance)| format!("{id} = {}", stance.print(language)));
        let fixed = |key: &str, id: &Id| self.locale.tell(key, &[("condition", id.as_str().into())]);
        let with = suppositions.with.iter().map(|id| fixed("assumed-with", id));
        let without = suppositions.without.iter().map(|id| fixed("assumed-without", id));
        let supposed: Vec<String> = assumed.chain(with).chain(without).collect();
        if !supposed.is_empty() {
            lines.push(self.locale.tell("assumed", &[("list", self.locale.list(&supposed).into())]));
        }
        lines
    }

    /// Which parts of the answer a limit has cut short, and which were not recomputed.
    pub fn cut_short(&self) -> Vec<String> {
        let cut: Vec<String> = self
            .answer
            .incomplete
            .iter()
            .map(|part| {
                self.locale.word(match part {
                    Part::Position => "part-position",
                    Part::Ties => "part-ties",
                    Part::MinimalPackages => "part-minimal-packages",
                    Part::Frontier => "part-frontier",
                    Part::BurdenWithout => "part-burden-without",
                    Part::Because => "part-because",
                    Part::Pivotal => "part-pivotal",
                    Part::Margin => "part-margin",
                    Part::Unlock => "part-unlock",
                    Part::Clash => "part-clash",
                    Part::Power => "part-power",
                })
            })
            .collect();
        let unchecked: Vec<String> = self
            .answer
            .proof
            .unchecked
            .iter()
            .map(|claim| {
                self.locale.word(match claim {
                    Claim::NoPackageWins => "claim-no-package-wins",
                    Claim::Optimal => "claim-optimal",
                    Claim::Frontier => "part-frontier",
                    Claim::MinimalPackages => "part-minimal-packages",
                    Claim::Turning => "claim-turning",
                    Claim::Pivotal => "part-pivotal",
                    Claim::Margin => "part-margin",
                    Claim::Unlock => "part-unlock",
                })
            })
            .collect();
        let told = [("cut-short", cut), ("not-rechecked", unchecked)];
        let told = told.iter().filter(|(_, parts)| !parts.is_empty());
        told.map(|(key, parts)| {
            painted(&self.locale.tell(key, &[("list", self.locale.list(parts).into())]), "2", self.paint)
        })
        .collect()
    }

    /// Who is missing and who to ask.
    pub fn presence(&self) -> Vec<String> {
        let answer = self.answer;
        let mut lines = Vec::new();
        let never: Vec<Id> =
            answer.absent.iter().filter(|id| !answer.must_ask_again.contains(id)).cloned().collect();
        if !never.is_empty() {
            lines.push(self.locale.tell("ask-line", &[("list", self.bodies(&never).into())]));
        }
        if !answer.must_ask_again.is_empty() {
            lines
                .push(self.locale.tell("ask-again", &[("list", self.bodies(&answer.must_ask_again).into())]));
        }
        let reported: Vec<Id> = self
            .dossier
            .stances
            .iter()
            .filter(|it| it.standing == Standing::Reported && it.version == self.dossier.initiative.version)
            .map(|it| it.body.clone())
            .collect();
        if !reported.is_empty() {
            lines.push(self.locale.tell("reported-line", &[("list", self.bodies(&reported).into())]));
        }
        lines
    }

    /// The conditions: those recommended in full, the others by their ids.
    fn conditions(&self) -> Vec<String> {
        let mut lines = vec![bold(&self.locale.word("conditions-title"), self.paint)];
        let package = self.answer.package.clone().unwrap_or_default();
        let are_numbered = self.are_numbered();
        for (at, condition) in self.dossier.conditions.iter().enumerate() {
            let Some(told) = self.answer.conditions.get(condition.id.as_str()) else {
                continue;
            };
            let mark = if package.contains(&condition.id) { "■" } else { "□" };
            let words = self.isolated(condition.text.in_language(self.locale.language.tag()));
            let id = self.isolated(condition.id.as_str());
            let head = if are_numbered {
                format!("{mark} {}. {words} ({id})", self.isolated(&self.number(at)))
            } else {
                format!("{mark} {id}: {words}")
            };
            lines.push(if package.contains(&condition.id) { bold(&head, self.paint) } else { head });
            let facts = self.facts(condition.burden, told);
            lines.push(painted(&format!("    {facts}"), "2", self.paint));
        }
        if lines.len() > 1 { lines } else { Vec::new() }
    }

    fn facts(&self, burden: u64, told: &ConditionAnswer) -> String {
        let mut facts = vec![self.locale.tell("condition-burden", &[("burden", burden.into())])];
        if self.answer.package.is_some() {
            facts.push(self.locale.word(match told.role {
                Role::Indispensable => "condition-role-indispensable",
                Role::Exchangeable => "condition-role-exchangeable",
                Role::Unneeded if self.answer.minimal_complete => "condition-role-unneeded",
                Role::Unneeded => "condition-role-not-found",
            }));
            match (told.role, told.burden_without) {
                (Role::Exchangeable | Role::Unneeded, Some(without))
                    if Some(without) != self.answer.burden =>
                {
                    facts.push(self.locale.tell("condition-without", &[("burden", without.into())]));
                }
                _ => {}
            }
        }
        if !told.needed_by.is_empty() {
            facts.push(
                self.locale.tell("condition-needed-by", &[("list", self.bodies(&told.needed_by).into())]),
            );
        }
        if !told.opposed_by.is_empty() {
            facts.push(
                self.locale.tell("condition-opposed-by", &[("list", self.bodies(&told.opposed_by).into())]),
            );
        }
        facts.join(" · ")
    }

    /// The trades of burden against support, drawn and told.
    fn frontier(&self) -> Vec<String> {
        let trades = &self.answer.frontier;
        let (Some(burden), Some(support), true) = (self.answer.burden, self.answer.support, trades.len() > 1)
        else {
            return Vec::new();
        };
        let mut lines = vec![bold(&self.locale.word("frontier-title"), self.paint)];
        let points: Vec<(u64, u64)> = trades.iter().map(|it| (it.burden, it.support)).collect();
        lines.extend(plot(&points, (burden, support)));
        lines.push(painted(&self.locale.word("frontier-axis"), "2", self.paint));
        for (at, trade) in trades.iter().enumerate().take(LIST_LIMIT) {
            let before = at.checked_sub(1).map(|before| &trades[before]);
            let is_superset =
                before.is_some_and(|before| before.package.iter().all(|id| trade.package.contains(id)));
            let mut values = vec![("burden", trade.burden.into()), ("support", trade.support.into())];
            let line = match before.filter(|_| is_superset) {
                Some(before) => {
                    let added: Vec<Id> =
                        trade.package.iter().filter(|id| !before.package.contains(id)).cloned().collect();
                    let won = self.won_over(&before.package, &trade.package);
                    values.push(("list", self.list(&added).into()));
                    values.push(("bodies", self.bodies(&won).into()));
                    // Nobody to name: who was won over has a confidential stance.
                    let key = if won.is_empty() { "frontier-adds-hidden" } else { "frontier-adds" };
                    self.locale.tell(key, &values)
                }
                None => {
                    values.push(("list", self.list(&trade.package).into()));
                    self.locale.tell("frontier-line", &values)
                }
            };
            let mark = if trade.burden == burden && trade.support == support { "●" } else { "○" };
            lines.push(format!("{mark} {line}"));
        }
        lines
    }

    /// Open bodies that accept one package and not another.
    pub fn won_over(&self, before: &[Id], after: &[Id]) -> Vec<Id> {
        let Ok(model) = Model::new(self.dossier, &self.options.suppositions) else {
            return Vec::new();
        };
        let accepting = |ids: &[Id]| -> Vec<bool> {
            let package: Package = ids.iter().filter_map(|id| self.position_of(id)).collect();
            let voted = model.verdicts(&package, &Fixed::new());
            voted.iter().map(|vote| vote.is_some_and(|vote| vote.verdict == Verdict::Accept)).collect()
        };
        let (before, after) = (accepting(before), accepting(after));
        let members = model.members.iter().enumerate();
        members
            .filter(|(at, member)| after[*at] && !before[*at] && member.confidence == Confidence::Open)
            .map(|(_, member)| member.id.clone())
            .collect()
    }

    fn others(&self) -> Vec<String> {
        let recommended = self.answer.package.as_ref();
        let others: Vec<&Vec<Id>> =
            self.answer.minimal_packages.iter().filter(|package| Some(*package) != recommended).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![bold(&self.locale.word("others-title"), self.paint)];
        lines.extend(others.iter().take(LIST_LIMIT).map(|package| format!("  {}", self.list(package))));
        if others.len() > LIST_LIMIT {
            let rest = others.len() - LIST_LIMIT;
            lines.push(format!("  {}", self.locale.tell("unlock-more", &[("count", rest.into())])));
        }
        lines
    }

    fn position_of(&self, id: &Id) -> Option<usize> {
        self.dossier.conditions.iter().position(|condition| condition.id == *id)
    }

    fn list(&self, ids: &[Id]) -> String {
        if ids.is_empty() {
            return self.locale.word("nothing-asked");
        }
        self.locale.list(&ids.iter().map(|id| self.label(id)).collect::<Vec<_>>())
    }

    fn name(&self, id: &Id) -> String {
        let body = self.dossier.bodies.iter().find(|body| body.id == *id);
        body.map_or_else(
            || id.to_string(),
            |body| body.name.in_language(self.locale.language.tag()).to_owned(),
        )
    }

    fn names(&self, ids: &[Id]) -> Vec<String> {
        ids.iter().map(|id| self.name(id)).collect()
    }

    fn bodies(&self, ids: &[Id]) -> String {
        self.listed(self.names(ids))
    }

    /// Names in a sentence; of many, the last are counted.
    fn listed(&self, mut names: Vec<String>) -> String {
        if names.len() > NAME_LIMIT {
            let rest = names.len() - NAME_LIMIT;
            names.truncate(NAME_LIMIT);
            names.push(format!("+{rest}"));
        }
        self.locale.list(&names)
    }
}
