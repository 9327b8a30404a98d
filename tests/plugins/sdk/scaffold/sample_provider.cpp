#include "tests/plugins/sdk/scaffold/sample_provider.h"

#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace hostler::testing {
namespace {

using sandbox::jsonAnswer;
using sandbox::OperationNames;

front::Response refusal(int status, const char* code, const char* message) {
  return jsonAnswer(status, {{"code", code}, {"message", message}});
}

// The accounts of one customer of the provider's.
class Books {
 public:
  front::Response answer(front::Method method, const std::vector<std::string>& path,
                         const Json& body) {
    if (path.size() == 1 && method == front::Method::Post) return create(body);
    const bool byReference = path.size() == 3 && path[1] == "by-reference";
    if (path.size() != 2 && !byReference) return refusal(404, "not_found", "no such page");
    const auto found = std::ranges::find_if(accounts_, [&](const Json& each) {
      return each.at(byReference ? "reference" : "id") == path.back();
    });
    if (found == accounts_.end()) return refusal(404, "not_found", "no such account");
    if (method == front::Method::Patch) (*found)["status"] = body.at("status");
    if (method != front::Method::Delete) return jsonAnswer(200, *found);
    accounts_.erase(found);
    front::Response gone;
    gone.status = 204;
    return gone;
  }

  const std::vector<Json>& accounts() const { return accounts_; }

 private:
  front::Response create(const Json& body) {
    for (const auto& each : accounts_) {
      if (each.at("domain") == body.at("domain") || each.at("reference") == body.at("reference"))
        return refusal(409, "domain_exists", "there is an account of that domain or reference");
    }
    const auto id = "a" + std::to_string(++made_);
    accounts_.push_back({{"id", id},
                         {"username", id},
                         {"domain", body.at("domain")},
                         {"reference", body.at("reference")},
                         {"plan", body.at("plan")},
                         {"status", "active"}});
    return jsonAnswer(201, accounts_.back());
  }

  std::vector<Json> accounts_;
  int made_ = 0;
};

class SampleProvider final : public sandbox::Provider {
 public:
  explicit SampleProvider(std::string name) : name_{std::move(name)} { reset(); }

  std::string_view name() const override { return name_; }
  OperationNames names(const front::Request& request, std::string path) const override {
    return {{}, request.methodText, std::move(path)};
  }
  std::string accountOf(const front::Request& request) const override {
    const std::lock_guard lock{mutex_};
    return holderOf(request);
  }

  front::Response answer(const front::Request& request, const OperationNames& names) override {
    const std::lock_guard lock{mutex_};
    return run(request, names, books_);
  }
  front::Response pretend(const front::Request& request, const OperationNames& names) override {
    const std::lock_guard lock{mutex_};
    auto copies = books_;
    return run(request, names, copies);
  }
  front::Response falseError(const OperationNames&) const override {
    return refusal(422, "not_possible", "that is not possible just now");
  }
  front::Response serverError() const override {
    return refusal(500, "broken", "something went wrong");
  }
  front::Response rateLimited() const override {
    return refusal(429, "too_many_requests", "slow down");
  }

  Json accounts() const override { return Json::array(); }
  Json addAccount(const Json& account) override {
    const std::lock_guard lock{mutex_};
    const auto id = sandbox::requiredText(account, "id");
    holders_["Bearer " + sandbox::requiredText(account, "api_key")] = id;
    return {{"provider", name_}, {"id", id}};
  }
  Json book() const override {
    const std::lock_guard lock{mutex_};
    Json all = Json::array();
    for (const auto& [holder, books] : books_) {
      for (const auto& account : books.accounts()) all.push_back(account);
    }
    return {{"accounts", std::move(all)}};
  }
  void reset() override {
    const std::lock_guard lock{mutex_};
    books_.clear();
    holders_ = {{"Bearer the_sandbox_key_of_" + name_, "main"}};
  }

 private:
  std::string holderOf(const front::Request& request) const {
    const auto found = holders_.find(std::string{request.header("authorization")});
    return found == holders_.end() ? std::string{} : found->second;
  }

  front::Response run(const front::Request& request, const OperationNames& names,
                      std::map<std::string, Books>& books) const {
    const auto holder = holderOf(request);
    if (holder.empty()) return refusal(401, "bad_key", "the key is not known");
    const auto path = sandbox::segmentsOf(names.path);
    if (path.size() == 1 && path[0] == "account")
      return jsonAnswer(200, {{"name", holder}, {"live", false}});
    if (path.empty() || path[0] != "accounts") return refusal(404, "not_found", "no such page");
    const auto body = request.body.empty() ? Json::object() : Json::parse(request.body);
    return books[holder].answer(request.method, path, body);
  }

  const std::string name_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> holders_;  // by their Authorization
  std::map<std::string, Books> books_;          // by the holder
};

}  // namespace

std::unique_ptr<sandbox::Provider> makeSampleProvider(std::string name) {
  return std::make_unique<SampleProvider>(std::move(name));
}

}  // namespace hostler::testing
