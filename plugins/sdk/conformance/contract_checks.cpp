// What holds for a plugin of any kind: manifest and code agree, bad requests are refused, threads
// do not matter.
#include "checks.h"
#include "exported_symbols.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

std::string viewOf(hostler_text text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}

void descriptorEqualsManifest(Bench& bench) {
  const auto& descriptor = bench.plugin().descriptor();
  const auto& manifest = bench.plugin().manifest();
  require(viewOf(descriptor.kind) == manifest.at("kind"),
          "the library's kind is not plugin.json's");
  require(viewOf(descriptor.name) == manifest.at("name"),
          "the library's name is not plugin.json's");
  require(viewOf(descriptor.version) == manifest.at("version"),
          "the library's version is not plugin.json's");
}

// What a notifier serves is a capability too; that it does is a check of its kind.
bool isChannel(const std::string& kind, const std::string& word) {
  return kind == "notifier/1" && (word == "email" || word == "sms");
}

// An empty request is refused by the name of a missing member, unless the verb is not offered at
// all (or asks for nothing, in which case it simply answers).
void capabilitiesEqualCode(Bench& bench) {
  const auto verbs = verbsOf(bench.kind());
  for (const auto& verb : verbs) {
    const auto result = bench.invoke(verb, Json::object());
    const bool offered = result.body.value("code", "") != "unsupported";
    require(offered == bench.offers(verb),
            verb + (offered ? " is offered by the code but not by plugin.json"
                            : " is in plugin.json but not in the code"));
  }
  for (const auto& each : bench.plugin().manifest().at("capabilities")) {
    const auto capability = each.get<std::string>();
    require(
        std::ranges::find(verbs, capability) != verbs.end() || isChannel(bench.kind(), capability),
        "plugin.json has a capability that is no verb: " + capability);
  }
}

void exportsOneSymbol(Bench& bench) {
  const auto symbols = exportedSymbols(bench.plugin().file());
  for (const auto& symbol : symbols)
    require(symbol == HOSTLER_PLUGIN_SYMBOL, "it exports " + symbol + " as well");
  require(symbols.size() == 1, "it exports no " HOSTLER_PLUGIN_SYMBOL);
}

void unknownVerbsAreUnsupported(Bench& bench) {
  const auto result = bench.invoke("fly_to_the_moon", Json::object());
  require(result.outcome == Outcome::Permanent && result.body["code"] == "unsupported",
          "an unknown verb answered " + nameOf(result.outcome) + " " + result.body.dump());
}

void brokenRequestsAreRefused(Bench& bench) {
  // One that wants something: an empty request for it is refused.
  const auto verbs = verbsOf(bench.kind());
  const auto found = std::ranges::find_if(verbs, [&](const std::string& each) {
    return bench.offers(each) &&
           bench.invoke(each, Json::object()).body.value("code", "") == "bad_request";
  });
  require(found != verbs.end(), "no verb refuses an empty request");
  const auto& verb = *found;
  for (const std::string text : {"", "{", "[]", "null", "{\"a\":1,\"a\":2}", "{\"reference\":7}"}) {
    const auto result =
        bench.instance().invoke(bench.kind() + "." + verb, text, "key", std::chrono::seconds{5});
    require(result.outcome == Outcome::Permanent && result.body.value("code", "") == "bad_request",
            "the request '" + text + "' was answered " + nameOf(result.outcome));
  }
}

void twoInstancesLiveSideBySide(Bench& bench) {
  auto other = bench.plugin().create(bench.subject().value("settings", Json::object()));
  require(other != nullptr, "a second instance cannot be created");
  const auto verb = bench.kind() + ".fly_to_the_moon";
  require(other->invoke(verb, "{}", "key", std::chrono::seconds{5}).answered,
          "the second instance does not answer");
  other.reset();
  require(bench.instance().invoke(verb, "{}", "key", std::chrono::seconds{5}).answered,
          "the first instance died with the second");
}

// What a connection test is asked with: where servers' credentials travel with each call, those.
Json testRequest(Bench& bench) {
  Json usual = Json::object();
  if (bench.subject().contains("server_settings"))
    usual["server_settings"] = bench.subject()["server_settings"];
  return bench.subject().value("test_request", usual);
}

void eightThreadsAtOnce(Bench& bench) {
  const auto text = testRequest(bench).dump();
  std::atomic<int> good{0};
  std::mutex mutex;
  std::string first;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const auto result =
            bench.instance().invoke(bench.kind() + ".test_connection", text,
                                    "key" + std::to_string(i), std::chrono::seconds{20});
        if (result.outcome == Outcome::Succeeded) {
          ++good;
          continue;
        }
        const std::lock_guard lock{mutex};
        if (first.empty()) first = nameOf(result.outcome) + " " + result.body.dump();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  bench.searchForSecrets("test_connection's error", first);
  require(good == 80, std::to_string(80 - good) +
                          " of 80 calls from eight threads did not succeed; the first: "
                          "test_connection answered " +
                          first);
}

long residentKilobytes() {
  long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return pages * (::sysconf(_SC_PAGESIZE) / 1024);
}

void aThousandCallsLeaveNothing(Bench& bench) {
  const auto call = [&](int times) {
    for (int i = 0; i < times; ++i) {
      bench.instance().invoke(bench.kind() + ".locate", "{}", "key", std::chrono::seconds{5});
      bench.plugin().create(bench.subject().value("settings", Json::object()));
    }
  };
  call(200);
  const auto before = residentKilobytes();
  call(1000);
  const auto grown = residentKilobytes() - before;
  require(grown < 8 * 1024, "memory grew by " + std::to_string(grown) + " KB over 1,000 calls");
}

}  // namespace

std::vector<Check> contractChecks() {
  return {
      {"contract.descriptor", "a library must be what its plugin.json says",
       descriptorEqualsManifest, false},
      {"contract.symbols", "a name that two libraries export is one of them, at random",
       exportsOneSymbol, false},
      {"contract.capabilities", "capabilities decide which buttons exist", capabilitiesEqualCode,
       false},
      {"contract.unknown_verb", "newer engines ask older plugins", unknownVerbsAreUnsupported,
       false},
      {"contract.broken_request", "a defect of the engine must not reach the provider",
       brokenRequestsAreRefused, false},
      {"contract.two_instances", "two accounts of one provider are two instances",
       twoInstancesLiveSideBySide, false},
      {"contract.threads", "verbs are called from any thread", eightThreadsAtOnce},
      {"contract.leaks", "a plugin's host lives for months", aThousandCallsLeaveNothing, false},
  };
}

}  // namespace hostler::conformance
