// `ledger verify` and `audit verify`: whether the books add up, and whether the log is whole.

#include "core/app/commands.h"
#include "core/app/foundation.h"
#include "modules/billing/ledger.h"

#include <iostream>

namespace hostler::app {
namespace {

Exit report(const Arguments& arguments, const Json& counts, const std::vector<std::string>& faults,
            std::uint64_t faultCount) {
  if (arguments.json()) {
    Json answer = counts;
    answer["faults"] = faults;
    std::cout << dump(answer) << '\n';
  } else {
    for (const auto& fault : faults) std::cout << fault << '\n';
    std::cout << dump(counts)
              << (faults.empty() ? ": whole" : ": " + std::to_string(faultCount) + " faults")
              << '\n';
  }
  return faults.empty() ? Exit::Done : Exit::Failed;
}

Exit verifyLedger(const Arguments& arguments) {
  if (arguments.word(0, "verify") != "verify") throw UsageError{"there is only verify"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  const auto database = openDatabase(settings);
  const auto verdict = Ledger::verify(*database);
  return report(arguments,
                {{"postings", verdict.postings},
                 {"journals", verdict.journals},
                 {"invoices", verdict.invoices}},
                verdict.faults, verdict.faults.size());
}

Exit verifyAudit(const Arguments& arguments) {
  if (arguments.word(0, "verify") != "verify") throw UsageError{"there is only verify"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  const auto verdict = base.audit.verify(*base.database);
  return report(
      arguments,
      {{"entries", verdict.entries}, {"seals", verdict.seals}, {"unsealed", verdict.unsealed}},
      verdict.faults, verdict.faultCount);
}

}  // namespace

Command ledgerCommand() {
  return {"ledger",
          "verify",
          "Checks that every journal, invoice and balance adds up.",
          {},
          verifyLedger};
}
Command auditCommand() {
  return {"audit", "verify", "Checks that nobody has touched the audit log.", {}, verifyAudit};
}

}  // namespace hostler::app
