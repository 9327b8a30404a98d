#pragma once

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class Balancing { RoundRobin = 1, LeastConnections, Source };
template <>
struct Words<Balancing> {
  static constexpr std::pair<Balancing, std::string_view> kAll[] = {
      {Balancing::RoundRobin, "round_robin"},
      {Balancing::LeastConnections, "least_connections"},
      {Balancing::Source, "source"}};
};
struct ForwardingRule {
  std::string protocol = "tcp";  ///< "tcp", "udp", "http", "https"
  int port = 0;                  ///< where clients knock
  std::string targetProtocol = "tcp";
  int targetPort = 0;
  std::string certificate;  ///< the provider's id of one, for https; empty: passed through

  static constexpr auto members() {
    return std::tuple{field("protocol", &ForwardingRule::protocol),
                      field("port", &ForwardingRule::port),
                      field("target_protocol", &ForwardingRule::targetProtocol),
                      field("target_port", &ForwardingRule::targetPort),
                      optionalField("certificate", &ForwardingRule::certificate)};
  }
};

struct LoadBalancer : Resource {
  std::string ip;  ///< empty while it is made
  Balancing balancing = Balancing::RoundRobin;
  std::vector<ForwardingRule> rules;
  std::vector<std::string> machines;  ///< ids of those it leads to

  static constexpr auto members() {
    return std::tuple_cat(
        Resource::members(),
        std::tuple{field("ip", &LoadBalancer::ip), field("balancing", &LoadBalancer::balancing),
                   field("rules", &LoadBalancer::rules),
                   field("machines", &LoadBalancer::machines)});
  }
};

struct CreateLoadBalancer : NewResource {
  Balancing balancing = Balancing::RoundRobin;
  std::vector<ForwardingRule> rules;  ///< at least one
  std::vector<AccountRef> machines;
  std::string network;  ///< id of the owner's; empty: the region's usual one

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{optionalField("balancing", &CreateLoadBalancer::balancing),
                                     field("rules", &CreateLoadBalancer::rules),
                                     optionalField("machines", &CreateLoadBalancer::machines),
                                     optionalField("network", &CreateLoadBalancer::network)});
  }
};

struct SetLoadBalancerRules : OnResource {
  std::vector<ForwardingRule> rules;  ///< all that it shall have

  static constexpr auto members() {
    return std::tuple_cat(OnResource::members(),
                          std::tuple{field("rules", &SetLoadBalancerRules::rules)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "load_balancers.".
class LoadBalancerVerbs {
 public:
  virtual Reply<Page<LoadBalancer>> listLoadBalancers(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<LoadBalancer>> getLoadBalancer(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<LoadBalancer> createLoadBalancer(const Call&, const CreateLoadBalancer&) {
    return unsupported();
  }
  virtual Reply<Removed> deleteLoadBalancer(const Call&, const DeleteResource&) {
    return unsupported();
  }
  virtual Reply<LoadBalancer> setLoadBalancerRules(const Call&, const SetLoadBalancerRules&) {
    return unsupported();
  }
  virtual Reply<LoadBalancer> attachToLoadBalancer(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }
  virtual Reply<LoadBalancer> detachFromLoadBalancer(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("load_balancers.list", &Plugin::listLoadBalancers);
    verbs.add("load_balancers.get", &Plugin::getLoadBalancer);
    verbs.add("load_balancers.create", &Plugin::createLoadBalancer);
    verbs.add("load_balancers.delete", &Plugin::deleteLoadBalancer);
    verbs.add("load_balancers.set_rules", &Plugin::setLoadBalancerRules);
    verbs.add("load_balancers.attach", &Plugin::attachToLoadBalancer);
    verbs.add("load_balancers.detach", &Plugin::detachFromLoadBalancer);
  }

 protected:
  ~LoadBalancerVerbs() = default;
};

}  // namespace hostler::sdk
