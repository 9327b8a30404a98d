#pragma once

#include "aws_provisioner.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace hostler::testing {

/// The plugin's verbs against a sandbox of its own: a cloud account that is rented for one test.
class RentedCloud {
 public:
  static constexpr const char* kOwner = "acc_asha";

  aws::AwsProvisioner& plugin() { return plugin_; }
  conformance::SandboxControl& control() { return control_; }
  SandboxServer& server() { return server_; }

  sdk::Json account() const {
    return {{"base_url", elsewhere.empty() ? server_.url() + "/ec2" : elsewhere},
            {"access_key_id", "AKIASANDBOX000000001"},
            {"secret_access_key", "Sandbox/secret+key/00000000000000000001"},
            {"region", "ap-south-1"}};
  }
  sdk::Json product = {{"size", "t3.micro"}, {"image", "ami-0aaaaaaaaaaaaaaa1"}};

  std::string elsewhere;  ///< another server's address, in place of the sandbox's

  /// Sends a verb again until it is done, as the engine does.
  template <class Verb>
  static auto settled(const Verb& verb) {
    constexpr int kMost = 20;
    for (int time = 0; time < kMost; ++time) {
      auto reply = verb();
      const bool waits =
          reply.isPending() || (!reply && reply.error().outcome == sdk::Outcome::Retryable);
      CPPUNIT_ASSERT_MESSAGE(reply ? "" : reply.error().code + ": " + reply.error().message,
                             waits || reply);
      if (!waits) return std::move(*reply);
    }
    CPPUNIT_FAIL("it never ends");
    return std::move(*verb());
  }

  /// A request with the cloud account and the product in it.
  template <class Request>
  Request on(Request request = {}) const {
    request.serverSettings = account();
    request.productSettings = product;
    return request;
  }
  template <class Request>
  Request owned(Request request = {}) const {
    request = on(std::move(request));
    request.owner = kOwner;
    return request;
  }
  template <class Request>
  Request onMachine(const sdk::Account& machine) const {
    auto request = on<Request>();
    request.account = {machine.id, machine.domain};
    return request;
  }

  sdk::CreateAccount order(const std::string& name = "web1") const {
    auto request = on<sdk::CreateAccount>();
    request.reference = "svc_" + name;
    request.domain = name + ".acme.example";
    request.password = sdk::Secret{"Long-Pass-4711"};
    request.email = "asha@acme.example";
    request.owner = kOwner;
    return request;
  }
  sdk::Account machine(const std::string& name = "web1") {
    return settled([&] { return plugin_.create(callWith(), order(name)); });
  }

  /// One request as somebody else sends it: who has the cloud account's console open.
  aws::XmlElement raw(const std::string& action,
                      const std::vector<std::pair<std::string, std::string>>& fields) {
    const aws::QueryClient client{[] { return static_cast<std::int64_t>(std::time(nullptr)); }};
    const auto request = sdk::TestConnection{{account(), sdk::Json::object()}};
    aws::Form form;
    for (const auto& [name, value] : fields) form.set(name, value);
    const auto answer = client.write(callWith(), aws::cloudOf(callWith(), request), action, form);
    CPPUNIT_ASSERT_MESSAGE(answer ? "" : answer.error().code, bool{answer});
    return *answer;
  }

  sdk::Json booked(const char* kind) { return control_.book().at("ec2").at(kind); }
  int calls(const std::string& action) {
    int count = 0;
    for (const auto& call : control_.calls("ec2")) count += call.at("operation") == action ? 1 : 0;
    return count;
  }

 private:
  SandboxServer server_;
  conformance::SandboxControl control_{server_.url()};
  aws::AwsProvisioner plugin_{
      sdk::Context{sdk::Json::object(), sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}}};
};

}  // namespace hostler::testing
