// Runs the conformance checks on one plugin: what `hostler plugin verify` and `hostler plugin test`
// start, since foreign code may end the program that runs it.
// hostler-conformance [--sandbox URL] [--subject FILE] [--only PREFIX] [--json] PLUGIN.so
// Without a sandbox: the checks that need no provider. Exit code 0: all held; 1: some did not; 2:
// they could not be run.

#include "checks.h"

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

void print(const conformance::Report& report) {
  for (const auto& finding : report.findings) {
    std::cout << (finding.held() ? "ok    " : "FAIL  ") << finding.id << "  "
              << finding.took.count() << " ms\n";
    if (!finding.held())
      std::cout << "      " << finding.message << "\n      why it matters: " << finding.reason
                << '\n';
  }
  if (report.held()) std::cout << "all checks held\n";
}

int runChecks(const Wishes& wishes) {
  const auto sandbox = wishes.options.find("sandbox");
  conformance::SandboxControl control{sandbox == wishes.options.end() ? "" : sandbox->second};
  conformance::LoadedPlugin plugin{std::filesystem::canonical(wishes.plugin).string()};
  const auto subject = subjectIn(wishes);
  const auto report =
      conformance::run(plugin, control, subject, checksFor(wishes, plugin.manifest().at("kind")));
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
