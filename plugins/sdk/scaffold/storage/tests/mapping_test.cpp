#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  const auto bucket = sample::toBucket(
      hostler::sdk::parseJson(R"({"name": "photos", "location": "in-1", "size": 42})"));
  const bool fits = bucket.bucket == "photos" && bucket.region == "in-1" && bucket.bytes == 42;
  if (!fits) std::cerr << "a bucket is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
