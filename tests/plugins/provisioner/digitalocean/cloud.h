#pragma once

#include "digitalocean_provisioner.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

#include <ctime>
#include <string>

namespace hostler::testing {

/// The plugin before a sandbox of its own.
class Cloud {
 public:
  static constexpr const char* kToken = "dop_v1_sandbox0000000000000000000000000000000000";
  static constexpr const char* kOwner = "acc_asha";

  digitalocean::DigitalOceanProvisioner& plugin() { return plugin_; }
  conformance::SandboxControl& control() { return control_; }
  sdk::Json book() { return control_.book()["digitalocean"]; }

  /// A request with the account's settings.
  template <class Request>
  Request on(const std::string& token = kToken) const {
    Request request;
    request.serverSettings = {{"base_url", sandbox_.url() + "/digitalocean"}, {"token", token}};
    request.productSettings = {{"size", "s-1vcpu-1gb"}, {"image", "debian-12-x64"}};
    return request;
  }
  template <class Request>
  Request onMachine(const sdk::Account& machine) const {
    auto request = on<Request>();
    request.account = {machine.id, machine.domain, ""};
    return request;
  }
  template <class Request>
  Request onThing(const std::string& id, const std::string& owner = kOwner) const {
    auto request = on<Request>();
    request.owner = owner;
    request.id = id;
    return request;
  }
  template <class Request>
  Request newThing(const std::string& reference, const std::string& owner = kOwner) const {
    auto request = on<Request>();
    request.owner = owner;
    request.reference = reference;
    return request;
  }
  sdk::CreateAccount order(const std::string& name, const std::string& owner = kOwner) const {
    auto request = on<sdk::CreateAccount>();
    request.reference = "svc_" + name;
    request.domain = name + ".example";
    request.password = sdk::Secret{"Long-Pass-4711"};
    request.email = "asha@acme.example";
    request.owner = owner;
    return request;
  }

  /// Asks again until it is done, as the engine does.
  template <class Ask>
  auto done(Ask&& ask) {
    auto reply = ask();
    for (int again = 0; again < 20 && reply && reply.isPending(); ++again) reply = ask();
    CPPUNIT_ASSERT_MESSAGE(reply ? "never ends" : reply.error().code + " " + reply.error().message,
                           reply && !reply.isPending());
    return std::move(*reply);
  }
  sdk::Account machine(const std::string& name, const std::string& owner = kOwner) {
    return done([&] { return plugin_.create(callWith(), order(name, owner)); });
  }
  /// The provider's own API, past the plugin.
  sdk::Json api(const std::string& method, const std::string& path,
                const sdk::Json& body = nullptr) {
    const digitalocean::DigitalOceanClient client;
    const auto cloud = digitalocean::cloudOf(callWith(), on<sdk::OnServer>());
    const auto reply = method == "GET" ? client.get(callWith(), cloud, path)
                                       : client.write(callWith(), cloud, method, path, body);
    CPPUNIT_ASSERT_MESSAGE(reply ? "" : reply.error().message, static_cast<bool>(reply));
    return *reply;
  }

 private:
  SandboxServer sandbox_;
  conformance::SandboxControl control_{sandbox_.url()};
  digitalocean::DigitalOceanProvisioner plugin_{sdk::Context{sdk::Json::object(), callWith().log}};
};

}  // namespace hostler::testing
