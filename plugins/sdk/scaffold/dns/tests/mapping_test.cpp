#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  const auto zone = sample::toZone(hostler::sdk::parseJson(
      R"({"name": "acme.example.", "nameservers": ["ns1.acme.example."],
          "records": [{"name": "www.acme.example.", "type": "A", "ttl": 300,
                       "values": ["192.0.2.7"]}]})"));
  const bool fits = zone.name == "acme.example" && zone.records.size() == 1 &&
                    zone.records[0].name == "www.acme.example";
  if (!fits) std::cerr << "a zone is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
