#pragma once

#include "plugins/sdk/conformance/checks.h"
#include "tests/plugins/support/sandbox_server.h"
#include "tests/support/suite.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace hostler::testing {

inline sdk::Json jsonFile(const std::filesystem::path& path) {
  std::ifstream file{path};
  CPPUNIT_ASSERT_MESSAGE("cannot read " + path.string(), file.is_open());
  return sdk::parseJson(std::string{std::istreambuf_iterator<char>{file}, {}});
}

/// The source tree, where fixtures and manifests lie.
inline std::filesystem::path sourceTree() {
  const char* source = std::getenv("HOSTLER_SOURCE");
  CPPUNIT_ASSERT_MESSAGE("HOSTLER_SOURCE names the source tree", source != nullptr);
  return source;
}

/// Runs those checks of the kit whose id starts with `prefix` on a built plugin
/// ("gateway/razorpay").
inline void conform(const std::string& plugin, const std::string& library,
                    const std::string& prefix) {
  SandboxServer server;
  conformance::SandboxControl control{server.url()};
  conformance::LoadedPlugin loaded{library};
  const auto subject = jsonFile(sourceTree() / "plugins" / plugin / "conformance.json");
  auto checks = conformance::checksFor(loaded.manifest().at("kind"));
  std::erase_if(checks, [&](const auto& check) { return !check.id.starts_with(prefix); });
  CPPUNIT_ASSERT_MESSAGE("no check is called " + prefix, !checks.empty());
  const auto report = conformance::run(loaded, control, subject, checks);
  CPPUNIT_ASSERT_MESSAGE("\n" + report.text(), report.held());
}

}  // namespace hostler::testing
