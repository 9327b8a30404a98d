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
              : kind == "lookup/1"    ? lookupChecks()
              : kind == "captcha/1"   ? captchaChecks()
                                      : std::vector<Check>{};
  checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  return checks;
}

bool Report::held() const {
  return count(Finding::End::Failed) == 0;
}

std::size_t Report::count(Finding::End end) const {
  return static_cast<std::size_t>(std::ranges::count(findings, end, &Finding::end));
}

std::string Report::text() const {
  std::string text;
  for (const auto& finding : findings) {
    if (finding.end == Finding::End::Failed) text += finding.id + ": " + finding.message + "\n";
  }
  return text;
}

sdk::Json Report::toJson() const {
  sdk::Json list = sdk::Json::array();
  for (const auto& finding : findings) {
    list.push_back({{"id", finding.id},
                    {"reason", finding.reason},
                    {"passed", finding.end != Finding::End::Failed},
                    {"skipped", finding.end == Finding::End::Skipped},
                    {"message", finding.message},
                    {"ms", finding.took.count()}});
  }
  return {{"passed", held()},
          {"held", count(Finding::End::Held)},
          {"failed", count(Finding::End::Failed)},
          {"skipped", count(Finding::End::Skipped)},
          {"checks", std::move(list)}};
}

Report run(LoadedPlugin& plugin, SandboxControl& sandbox, const sdk::Json& subject,
           const std::vector<Check>& checks) {
  Report report;
  for (const auto& check : checks) {
    Finding finding{check.id, check.reason};
    const auto started = std::chrono::steady_clock::now();
    try {
      if (!sandbox.baseUrl().empty()) sandbox.reset();
      Bench bench{plugin, sandbox, subject};
      check.run(bench);
      bench.searchLogs();
    } catch (const CheckSkipped& skipped) {
      finding.end = Finding::End::Skipped;
      finding.message = skipped.reason;
    } catch (const std::exception& error) {
      finding.end = Finding::End::Failed;
      finding.message = error.what();
    }
    finding.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started);
    report.findings.push_back(std::move(finding));
  }
  return report;
}

}  // namespace hostler::conformance
