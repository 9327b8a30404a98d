#pragma once

#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

#include <string>
#include <vector>

namespace hostler::testing {

/// What a user of an account gets: one policy of each kind, and those that are named by their ids.
struct UserRights {
  std::vector<std::string> allowed;        ///< actions
  std::vector<std::string> denied;         ///< resources: nothing may be done to them
  std::vector<std::string> policies = {};  ///< ids
};

/// Another user of the account that `root` is the root user of, made by them; the user's id.
inline std::string addUser(ApiClient& root, const std::string& name, const UserRights& rights) {
  Json policies(rights.policies);
  const auto add = [&](const char* effect, const std::vector<std::string>& actions,
                       const std::vector<std::string>& resources) {
    const auto made = root.post("/account/policies", {{"name", std::string{effect} + " " + name},
                                                      {"effect", effect},
                                                      {"actions", actions},
                                                      {"resources", resources}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    policies.push_back(made["id"]);
  };
  if (!rights.allowed.empty()) add("allow", rights.allowed, {"*"});
  if (!rights.denied.empty()) add("deny", {"*"}, rights.denied);
  const auto made = root.post("/account/users", {{"username", name},
                                                 {"email", name + "@example.in"},
                                                 {"password", TestEngine::kPassword},
                                                 {"policies", policies}});
  CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
  return made["id"].get<std::string>();
}

/// That user, signed in.
inline ApiClient signedInUser(TestEngine& engine, ApiClient& root, const std::string& name) {
  auto client = engine.stranger();
  const auto answer = client.post("/auth/login", {{"account", root.get("/account")["number"]},
                                                  {"username", name},
                                                  {"password", TestEngine::kPassword}});
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
  client.useBearer(answer["access_token"]);
  return client;
}

/// Vikram, who may do everything, and nothing to these things.
inline ApiClient vikramWithout(TestEngine& engine, ApiClient& root,
                               const std::vector<std::string>& denied) {
  addUser(root, "vikram", {{"*"}, denied});
  return signedInUser(engine, root, "vikram");
}

}  // namespace hostler::testing
