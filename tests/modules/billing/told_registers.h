#pragma once

#include "core/operations/provider.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hostler::testing {

/// Lookup plugins that say of a number what a test tells them, and keep what they were asked; there
/// is none to begin with. A number that they were told nothing of is invalid. `during` runs while
/// the first question is under way.
class ToldRegisters final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override {
    asked.push_back(request);
    if (during) std::exchange(during, nullptr)();
    const auto key =
        request.body["country"].get<std::string>() + request.body["number"].get<std::string>();
    const auto one = told_.find(request.instance + " " + key);
    const auto any = told_.find(key);
    if (one != told_.end()) return one->second;
    return any == told_.end() ? found("invalid") : any->second;
  }
  std::vector<ProviderInstance> instances(const std::string& kind) override {
    std::vector<ProviderInstance> all;
    if (kind != "lookup") return all;
    for (const auto& name : enabled) {
      all.push_back(
          {name, name, "lookup", name, true, {"test_connection", "business_number"}, {}, {}});
    }
    return all;
  }

  /// `number` with its country before it, as registers name it ("GR094259216"); behind a plugin's
  /// name and a space, of that one alone.
  void on(const std::string& number, ProviderAnswer answer) { told_[number] = std::move(answer); }
  static ProviderAnswer found(const std::string& state, const Json& more = Json::object()) {
    Json reply{{"state", state},        {"name", nullptr},
               {"address", nullptr},    {"consultation_reference", nullptr},
               {"checked_at", nullptr}, {"reason", ""}};
    reply.update(more);
    return {Outcome::Succeeded, std::move(reply)};
  }
  static ProviderAnswer silent(const std::string& why = "MS_UNAVAILABLE") {
    return found("unavailable", {{"reason", why}});
  }

  std::vector<std::string> enabled;
  std::vector<ProviderRequest> asked;
  std::function<void()> during;

 private:
  std::map<std::string, ProviderAnswer> told_;
};

}  // namespace hostler::testing
