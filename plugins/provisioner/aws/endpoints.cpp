#include "endpoints.h"

namespace hostler::aws {
namespace {

struct ServiceNames {
  const char *host, *signing, *version;
};

ServiceNames namesOf(Service service) {
  switch (service) {
    case Service::CloudWatch:
      return {"monitoring", "monitoring", "2010-08-01"};
    case Service::Sts:
      return {"sts", "sts", "2011-06-15"};
    case Service::Ec2:
      break;
  }
  return {"ec2", "ec2", "2016-11-15"};
}

std::string withoutUsualPort(std::string host, bool isSecure) {
  const std::string usual = isSecure ? ":443" : ":80";
  if (host.ends_with(usual)) host.resize(host.size() - usual.size());
  return host;
}

}  // namespace

Endpoint endpointOf(const Cloud& cloud, Service service) {
  const auto names = namesOf(service);
  const std::string suffix =
      cloud.region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
  const auto url = cloud.baseUrl.empty()
                       ? "https://" + std::string{names.host} + "." + cloud.region + suffix + "/"
                       : cloud.baseUrl + "/";
  const auto hostStart = url.find("://") + 3;
  const auto pathStart = url.find('/', hostStart);
  return {
      url,
      withoutUsualPort(url.substr(hostStart, pathStart - hostStart), url.starts_with("https://")),
      url.substr(pathStart), names.signing, names.version};
}

}  // namespace hostler::aws
