#pragma once

#include "clock_skew.h"
#include "endpoints.h"
#include "form.h"
#include "xml.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>

#include <string>
#include <vector>

namespace hostler::aws {

/// Speaks the Query protocols of EC2, CloudWatch and STS: signed forms, XML answers. The only file
/// that knows HTTP. A request that is refused over the time it was signed at is sent once more by
/// the endpoint's own clock; nothing else is repeated. Thread-safe.
class QueryClient {
 public:
  /// `now`: seconds since 1970 by the machine's clock.
  explicit QueryClient(ClockSkew::Now now);

  sdk::Reply<XmlElement> read(const sdk::Call& call, const Cloud& cloud, const std::string& action,
                              const Form& form = {}, Service service = Service::Ec2) const;
  sdk::Reply<XmlElement> write(const sdk::Call& call, const Cloud& cloud, const std::string& action,
                               const Form& form) const;

  /// The items of a list over all its pages; `set` is the element that holds them.
  sdk::Reply<std::vector<XmlElement>> all(const sdk::Call& call, const Cloud& cloud,
                                          const std::string& action, const std::string& set,
                                          const Form& form) const;

 private:
  sdk::Reply<XmlElement> send(const sdk::Call& call, const Cloud& cloud, const std::string& action,
                              const Form& form, Service service, sdk::Effect effect) const;

  sdk::HttpClient http_;
  mutable ClockSkew skew_;
};

/// The request for an action, signed for this time. Pure.
sdk::HttpRequest signedRequest(const Cloud& cloud, Service service, const std::string& action,
                               const Form& form, std::int64_t time);

}  // namespace hostler::aws
