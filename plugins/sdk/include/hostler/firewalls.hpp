#pragma once

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class Direction { In = 1, Out };
template <>
struct Words<Direction> {
  static constexpr std::pair<Direction, std::string_view> kAll[] = {{Direction::In, "in"},
                                                                    {Direction::Out, "out"}};
};
enum class Protocol { Tcp = 1, Udp, Icmp, Any };
template <>
struct Words<Protocol> {
  static constexpr std::pair<Protocol, std::string_view> kAll[] = {{Protocol::Tcp, "tcp"},
                                                                   {Protocol::Udp, "udp"},
                                                                   {Protocol::Icmp, "icmp"},
                                                                   {Protocol::Any, "any"}};
};
/// Lets traffic through; what no rule lets through is dropped.
struct FirewallRule {
  Direction direction = Direction::In;
  Protocol protocol = Protocol::Tcp;
  std::optional<int> fromPort, toPort;  ///< both, or neither for every port
  std::vector<std::string> networks;    ///< "203.0.113.0/24", "::/0"; at least one

  static constexpr auto members() {
    return std::tuple{
        field("direction", &FirewallRule::direction), field("protocol", &FirewallRule::protocol),
        field("from_port", &FirewallRule::fromPort), field("to_port", &FirewallRule::toPort),
        field("networks", &FirewallRule::networks)};
  }
};

/// Also called a security group.
struct Firewall : Resource {
  std::vector<FirewallRule> rules;
  std::vector<std::string> machines;  ///< ids of those it stands before

  static constexpr auto members() {
    return std::tuple_cat(Resource::members(), std::tuple{field("rules", &Firewall::rules),
                                                          field("machines", &Firewall::machines)});
  }
};

struct CreateFirewall : NewResource {
  std::vector<FirewallRule> rules;

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{field("rules", &CreateFirewall::rules)});
  }
};

struct SetFirewallRules : OnResource {
  std::vector<FirewallRule> rules;  ///< all that it shall have

  static constexpr auto members() {
    return std::tuple_cat(OnResource::members(),
                          std::tuple{field("rules", &SetFirewallRules::rules)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "firewalls.".
class FirewallVerbs {
 public:
  virtual Reply<Page<Firewall>> listFirewalls(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Firewall>> getFirewall(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<Firewall> createFirewall(const Call&, const CreateFirewall&) {
    return unsupported();
  }
  virtual Reply<Removed> deleteFirewall(const Call&, const DeleteResource&) {
    return unsupported();
  }
  virtual Reply<Firewall> setFirewallRules(const Call&, const SetFirewallRules&) {
    return unsupported();
  }
  virtual Reply<Firewall> attachFirewall(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }
  virtual Reply<Firewall> detachFirewall(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("firewalls.list", &Plugin::listFirewalls);
    verbs.add("firewalls.get", &Plugin::getFirewall);
    verbs.add("firewalls.create", &Plugin::createFirewall);
    verbs.add("firewalls.delete", &Plugin::deleteFirewall);
    verbs.add("firewalls.set_rules", &Plugin::setFirewallRules);
    verbs.add("firewalls.attach", &Plugin::attachFirewall);
    verbs.add("firewalls.detach", &Plugin::detachFirewall);
  }

 protected:
  ~FirewallVerbs() = default;
};

}  // namespace hostler::sdk
