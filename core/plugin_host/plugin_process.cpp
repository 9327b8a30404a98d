#include "core/plugin_host/plugin_process.h"

#include "core/plugin_host/wire.h"

namespace hostler::plugin {
namespace {

// Reserved, not used: what the allocator sets aside for each thread, and the libraries.
constexpr std::uint64_t kSpareAddresses = 1ull << 30;
// Threads of a plugin get as much as those of any program; only what is touched counts.
constexpr std::uint64_t kStack = 2ull << 20;

std::string leafOf(const std::string& path) {
  auto leaf = path.substr(path.rfind('.') + 1);
  if (leaf.ends_with("[]")) leaf.resize(leaf.size() - 2);
  return leaf;
}

int channelsOf(const HostSettings& settings) {
  return settings.concurrency + kDeliveryTurns;
}

child::Command commandFor(const InstanceSpec& spec, const HostSettings& settings) {
  child::Command command;
  if (settings.smallProgram && settings.smallProgram->isThere()) {
    command.program = settings.smallProgram->path();
  } else {
    command.program = settings.program;
    command.arguments = settings.arguments;
  }
  command.arguments.push_back(std::to_string(channelsOf(settings)));
  command.limits.memoryBytes = settings.memoryBytes;
  if (settings.memoryBytes != 0) {
    command.limits.addressSpaceBytes = settings.memoryBytes + kSpareAddresses;
    command.limits.stackBytes = kStack;
  }
  command.limits.openFiles = settings.openFiles;
  command.limits.fileBytes = 16ull << 20;
  command.confinement = {child::Network::Any, settings.walls, false, {spec.plugin.folder}, {}};
  return command;
}

}  // namespace

std::set<std::string> secretNamesOf(const Manifest& manifest) {
  std::set<std::string> names{"password", "secret", "token", "api_key", "private_key", "auth_code"};
  for (const auto* schema :
       {&manifest.settings, &manifest.serverSettings, &manifest.productSettings}) {
    for (const auto& path : schema->secretFields()) names.insert(leafOf(path));
  }
  return names;
}

child::Supervision supervise(const InstanceSpec& spec, const PluginHost::Engine& engine) {
  const auto& settings = engine.settings;
  child::Supervision supervision;
  supervision.command = [spec, &settings] { return commandFor(spec, settings); };
  supervision.channels = channelsOf(settings);
  // Room for what frames a reply that is as large as may be.
  supervision.largestMessage = settings.largestReply + 4096;
  supervision.startLimit = settings.startLimit;
  supervision.backoff = settings.backoff;
  supervision.greeting = [spec, &engine, largest = settings.largestReply] {
    engine.folder.verify(spec.plugin);
    const auto& manifest = spec.plugin.manifest;
    return wire::Greeting{spec.plugin.binary,      manifest.kind,
                          manifest.name,           manifest.version,
                          spec.settings(),         manifest.settings.secretFields(),
                          secretNamesOf(manifest), largest}
        .text();
  };
  supervision.judgeGreeting = [](std::string_view reply) {
    if (const auto refusal = wire::parseGreetingReply(reply)) {
      throw child::GreetingRefused{"could not be loaded (" + refusal->step +
                                   "): " + refusal->reason};
    }
  };
  return supervision;
}

}  // namespace hostler::plugin
