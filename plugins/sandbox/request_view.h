#pragma once

#include "core/front/message.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox {

/// Names to values of a query or a form; of a name that comes twice the last value.
using Params = std::map<std::string, std::string, std::less<>>;

/// Percent and plus decoding of "a=1&b=two+words".
Params parseForm(std::string_view text);
std::string urlDecode(std::string_view text);

std::string_view pathOf(const front::Request& request);
std::string_view queryOf(const front::Request& request);
std::string_view headerOf(const front::Request& request, std::string_view lowerCaseName);
/// "/v1/orders/order_1" as {"v1", "orders", "order_1"}, decoded.
std::vector<std::string> segmentsOf(std::string_view path);

/// The value, or the fallback where it is missing.
std::string paramOr(const Params& params, std::string_view name, std::string_view fallback = {});

}  // namespace hostler::sandbox
