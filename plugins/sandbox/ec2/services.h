#pragma once

#include "plugins/sandbox/ec2/api_call.h"

#include <string>
#include <vector>

namespace hostler::sandbox::ec2 {

/// One of the services that share the address: its API's version tells which is meant.
struct ServiceFace {
  std::string signingName, version, permission, xmlNamespace;
  ActionTable actions;
  bool isEc2 = false;  ///< its own envelope, and lists of `item`
};

/// EC2, CloudWatch and STS.
std::vector<ServiceFace> serviceFaces();

/// An answer and an error in a service's envelope.
std::string answerText(const ServiceFace& service, const std::string& action, const Json& members);
std::string errorText(const ServiceFace& service, const ApiError& error);

/// What lies in the cloud, for GET /_book.
Json bookOf(const CloudAccount& account);

}  // namespace hostler::sandbox::ec2
