#pragma once

#include "plugins/sandbox/ec2/api_call.h"

#include <string>
#include <vector>

namespace hostler::sandbox::ec2 {

/// What may be filtered by, and where it stands: "instance-state-name" at "instanceState/name";
/// '*' stands for every entry of a list. Tags need no mention.
using FilterPlaces = std::map<std::string, std::string, std::less<>>;

/// One describing action over one sort of resource.
struct Question {
  Items& items;
  FilterPlaces places;
  std::vector<std::string> ids;  ///< asked for by id: each must be there
  std::string idCode, idName;    ///< how it is said that one is not
};

/// The resources that the question is about, each shown once more, and what it turns into by that
/// applied. Hidden ones are a little less hidden. Throws ApiError, also for a filter that nobody
/// knows.
Json shownItems(const ApiCall& call, const Question& question);

/// A page of a list, by MaxResults and NextToken. Throws ApiError.
Json pageOf(const ApiCall& call, const char* set, const Json& items, std::int64_t most = 1000);

}  // namespace hostler::sandbox::ec2
