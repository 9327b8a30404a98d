#include "checks.h"

#include <algorithm>

namespace hostler::conformance {

std::vector<Check> checksFor(const std::string& kind) {
  auto checks = contractChecks();
  auto more = kind == "provisioner/1" ? provisionerChecks()
              : kind == "gateway/1"   ? gatewayChecks()
              : kind == "registrar/1" ? registrarChecks()
              : kind == "dns/1"       ? dnsChecks()
              : kind == "notifier/1"  ? notifierChecks()
                                      : std::vector<Check>{};
  checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  return checks;
}

bool Report::held() const {
  return std::ranges::all_of(findings, &Finding::held);
}

std::string Report::text() const {
  std::string text;
  for (const auto& finding : findings) {
    if (!finding.held()) text += finding.id + ": " + finding.message + "\n";
  }
  return text;
}

sdk::Json Report::toJson() const {
  sdk::Json list = sdk::Json::array();
  for (const auto& finding : findings) {
    list.push_back({{"id", finding.id},
                    {"reason", finding.reason},
                    {"passed", finding.held()},
                    {"message", finding.message},
                    {"ms", finding.took.count()}});
  }
  return {{"passed", held()}, {"checks", std::move(list)}};
}

Report run(LoadedPlugin& plugin, SandboxControl& sandbox, const sdk::Json& subject,
           const std::vector<Check>& checks) {
  Report report;
  for (const auto& check : checks) {
    Finding finding{check.id, check.reason, {}, {}};
    const auto started = std::chrono::steady_clock::now();
    try {
      if (!sandbox.baseUrl().empty()) sandbox.reset();
      Bench bench{plugin, sandbox, subject};
      check.run(bench);
      bench.searchLogs();
    } catch (const std::exception& error) {
      finding.message = error.what();
    }
    finding.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started);
    report.findings.push_back(std::move(finding));
  }
  return report;
}

}  // namespace hostler::conformance
