// Runs the conformance checks on one plugin: what `hostler plugin verify` and `hostler plugin test`
// start, since foreign code may end the program that runs it.
// hostler-conformance [--sandbox URL] [--subject FILE] [--only PREFIX] [--json] PLUGIN.so
// Without a sandbox: the checks that need no provider. Exit code 0: all held; 1: some did not; 2:
// they could not be run.

#include "checks.h"
#include "subject.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

namespace {

using namespace hostler;
using conformance::Check;

struct Wishes {
  std::map<std::string, std::string> options;
  std::string plugin;
  bool json = false;
};

Wishes wishesIn(int count, char** words) {
  Wishes wishes;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--json") {
      wishes.json = true;
    } else if (word.starts_with("--") && i + 1 < count) {
      wishes.options[word.substr(2)] = words[++i];
    } else {
      wishes.plugin = word;
    }
  }
  if (wishes.plugin.empty()) throw std::runtime_error{"missing: the plugin's library"};
  return wishes;
}

sdk::Json subjectIn(const Wishes& wishes) {
  const auto named = wishes.options.find("subject");
  if (named == wishes.options.end()) return sdk::Json::object();
  std::ifstream file{named->second};
  if (!file) throw std::runtime_error{"cannot read " + named->second};
  return sdk::parseJson(std::string{std::istreambuf_iterator<char>{file}, {}});
}

std::vector<Check> checksFor(const Wishes& wishes, const std::string& kind) {
  auto checks = conformance::checksFor(kind);
  const bool offline = !wishes.options.contains("sandbox");
  const auto only = wishes.options.find("only");
  std::erase_if(checks, [&](const Check& check) {
    return (offline && check.needsProvider) ||
           (only != wishes.options.end() && !check.id.starts_with(only->second));
  });
  if (checks.empty()) throw std::runtime_error{"there is no such check"};
  return checks;
}

// What was skipped is told in one line for each reason: most of a kind's checks are of verbs that
// few plugins have.
void printSkipped(const conformance::Report& report) {
  std::map<std::string, int> reasons;
  for (const auto& finding : report.findings) {
    if (finding.end == conformance::Finding::End::Skipped) ++reasons[finding.message];
  }
  for (const auto& [reason, times] : reasons)
    std::cout << "skip  " << times << (times == 1 ? " check: " : " checks: ") << reason << '\n';
}

// The last line says that the program came to its end: see plugin_kit.cpp.
void print(const conformance::Report& report) {
  using conformance::Finding;
  for (const auto& finding : report.findings) {
    if (finding.end == Finding::End::Skipped) continue;
    const bool held = finding.end == Finding::End::Held;
    std::cout << (held ? "ok    " : "FAIL  ") << finding.id << "  " << finding.took.count()
              << " ms\n";
    if (!held)
      std::cout << "      " << finding.message << "\n      why it matters: " << finding.reason
                << '\n';
  }
  printSkipped(report);
  std::cout << "checks: " << report.count(Finding::End::Held) << " held, "
            << report.count(Finding::End::Failed) << " failed, "
            << report.count(Finding::End::Skipped) << " skipped\n";
}

// Else each check would say it.
void mustBePlayed(conformance::SandboxControl& control, const std::string& provider) {
  try {
    control.fault(provider, "", "slow", {{"times", 1}});
    control.clearFaults();
  } catch (const std::runtime_error& error) {
    throw std::runtime_error{"the sandbox does not play the provider " + provider + ": " +
                             error.what() + "; nothing was tested"};
  }
}

int runChecks(const Wishes& wishes) {
  const auto sandbox = wishes.options.find("sandbox");
  conformance::SandboxControl control{sandbox == wishes.options.end() ? "" : sandbox->second};
  conformance::LoadedPlugin plugin{std::filesystem::canonical(wishes.plugin).string()};
  const auto subject = subjectIn(wishes);
  const auto checks = checksFor(wishes, plugin.manifest().at("kind"));
  // The contract's checks get along without most of it.
  const bool needsSubject = std::ranges::any_of(
      checks, [](const Check& check) { return !check.id.starts_with("contract."); });
  if (needsSubject) {
    conformance::mustBeWhole(subject, plugin.manifest());
    mustBePlayed(control, subject.at("provider"));
  }
  const auto report = conformance::run(plugin, control, subject, checks);
  if (wishes.json) {
    std::cout << report.toJson().dump() << '\n';
  } else {
    print(report);
  }
  return report.held() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  try {
    return runChecks(wishesIn(count, words));
  } catch (const std::exception& error) {
    std::cerr << "hostler-conformance: " << error.what() << '\n';
    return 2;
  }
}
