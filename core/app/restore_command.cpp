#include "core/app/backup_passphrase.h"
#include "core/app/commands.h"
#include "core/app/hold.h"
#include "core/app/restore_target.h"
#include "core/app/schema.h"
#include "core/backup/restore.h"
#include "core/nodes/engine_mode.h"
#include "modules/accounts/session_repository.h"
#include "modules/billing/ledger.h"

#include <iostream>

namespace hostler::app {
namespace {

AuditLog::Verdict verifyAudit(db::Database& database, const MasterKey& master) {
  SystemRandom random;
  EngineClock clock{database, false};
  IdMint ids{clock, 0};  // to look at, so nothing is minted
  Vault vault{database, clock, random, master};
  return AuditLog{clock, ids, vault.key("audit")}.verify(database);
}

/// What a restored database is found to be.
struct Findings {
  Ledger::Verdict ledger;
  AuditLog::Verdict audit;

  bool isWhole() const { return ledger.faults.empty() && audit.faults.empty(); }

  static Findings of(db::Database& database, const MasterKey& master) {
    return {Ledger::verify(database), verifyAudit(database, master)};
  }
};

Json jsonOf(const Findings& found) {
  return {{"ledger",
           {{"postings", found.ledger.postings},
            {"journals", found.ledger.journals},
            {"invoices", found.ledger.invoices},
            {"faults", found.ledger.faults}}},
          {"audit",
           {{"entries", found.audit.entries},
            {"seals", found.audit.seals},
            {"unsealed", found.audit.unsealed},
            {"faults", found.audit.faults}}}};
}

void print(const Arguments& arguments, const backup::Contents& contents, const Findings& found,
           std::string_view mode) {
  auto report = jsonOf(found);
  const auto rows = backup::rowsOf(contents.sums);
  if (arguments.json()) {
    report["file"] = arguments.words()[0];
    report["made_at"] = contents.header.madeAt.text();
    report["program"] = contents.header.program;
    report["tables"] = contents.sums.size();
    report["rows"] = rows;
    report["counts_equal"] = true;  // else there is no report
    report["mode"] = mode;
    std::cout << dump(report) << '\n';
    return;
  }
  std::cout << arguments.words()[0] << ", made " << contents.header.madeAt.text() << " by hostler "
            << contents.header.program << ": " << rows << " rows of " << contents.sums.size()
            << " tables, all read back as they were\n";
  for (const auto* book : {"ledger", "audit"}) {
    for (const auto& fault : report[book]["faults"])
      std::cout << book << ": " << fault.get<std::string>() << '\n';
    const auto faults = report[book]["faults"].size();
    std::cout << book << " verify: " << (faults == 0 ? "whole" : std::to_string(faults) + " faults")
              << '\n';
  }
  if (mode == "held") {
    std::cout << "jobs and schedules are held. Once the original is gone for good: hostler jobs "
                 "resume\n";
  }
}

// Sessions of the time of the backup: tokens have been renewed and people signed out since, which
// this database does not know.
void settle(db::Database& database) {
  const auto now = database.serverTime();
  database.transaction([&](db::Transaction& tx) {
    session_repository::endEvery(tx, "restored", now);
    setEngineMode(tx, EngineMode::Held, now);
  });
}

Exit restore(const Arguments& arguments) {
  const std::filesystem::path file{arguments.word(0, "FILE")};
  const bool isDrill = arguments.has("verify");
  if (isDrill && arguments.has("live")) throw UsageError{"--verify and --live exclude each other"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  const auto master = MasterKey::load(masterKeyFile(settings).string());
  const auto passphrase = backupPassphrase(arguments, settings, master);
  const auto steps = allMigrations();
  const auto target = isDrill ? RestoreTarget::scratch(settings) : RestoreTarget::of(settings);
  target->demandRoom(steps);
  const backup::Restore restoring{file, passphrase, steps, master};
  auto& database = target->open();
  restoring.fill(database);
  const auto found = Findings::of(database, master);
  settle(database);
  target->keep();
  const bool goesLive = arguments.has("live") && found.isWhole();
  if (goesLive) {
    Foundation base{settings};
    resumeWork(base, "command:restore");
  }
  print(arguments, restoring.contents(), found, isDrill ? "checked" : goesLive ? "live" : "held");
  return found.isWhole() ? Exit::Done : Exit::Failed;
}

}  // namespace

Command restoreCommand() {
  return {
      "restore",
      "FILE",
      "Fills an empty database from a backup, and verifies the ledger and the audit log.",
      {{"verify", "", "only try it, in a database of its own that is removed again"},
       {"live", "", "let jobs and schedules run at once: only when the original is gone for good"},
       passphraseOption()},
      restore,
      "Takes an empty database, or one that was only migrated, and the original's master key in "
      "its "
      "place.\nThe file is read to its end before anything is written; what fails later leaves "
      "nothing behind.\n\n"
      "The restored copy is held: servers answer the API, but do no jobs and keep no schedules, "
      "since the\noriginal may still be alive, and both would send the same mails and move the "
      "same "
      "money. What was\nwaiting or running when the backup was made is in the queue: look through "
      "it "
      "(hostler jobs list,\nhostler jobs discard ID), for some of it the original will have done "
      "since. Then, once the original\nis gone for good, hostler jobs resume, and restart the "
      "servers; or restore with --live.\n\n"
      "Everybody has to sign in again. Passwords, API keys, second factors and the like are what "
      "they were\nwhen the backup was made: revoke again what was revoked since."};
}

}  // namespace hostler::app
