#include "modules/accounts/listed_states.h"

#include <array>

namespace hostler {
namespace {

constexpr std::array<ListedState, 8> kAustralia{{{"ACT", "Australian Capital Territory"},
                                                 {"NSW", "New South Wales"},
                                                 {"NT", "Northern Territory"},
                                                 {"QLD", "Queensland"},
                                                 {"SA", "South Australia"},
                                                 {"TAS", "Tasmania"},
                                                 {"VIC", "Victoria"},
                                                 {"WA", "Western Australia"}}};

constexpr std::array<ListedState, 13> kCanada{{{"AB", "Alberta"},
                                               {"BC", "British Columbia"},
                                               {"MB", "Manitoba"},
                                               {"NB", "New Brunswick"},
                                               {"NL", "Newfoundland and Labrador"},
                                               {"NS", "Nova Scotia"},
                                               {"NT", "Northwest Territories"},
                                               {"NU", "Nunavut"},
                                               {"ON", "Ontario"},
                                               {"PE", "Prince Edward Island"},
                                               {"QC", "Quebec"},
                                               {"SK", "Saskatchewan"},
                                               {"YT", "Yukon"}}};

constexpr std::array<ListedState, 57> kUnitedStates{{{"AL", "Alabama"},
                                                     {"AK", "Alaska"},
                                                     {"AZ", "Arizona"},
                                                     {"AR", "Arkansas"},
                                                     {"CA", "California"},
                                                     {"CO", "Colorado"},
                                                     {"CT", "Connecticut"},
                                                     {"DE", "Delaware"},
                                                     {"DC", "District of Columbia"},
                                                     {"FL", "Florida"},
                                                     {"GA", "Georgia"},
                                                     {"HI", "Hawaii"},
                                                     {"ID", "Idaho"},
                                                     {"IL", "Illinois"},
                                                     {"IN", "Indiana"},
                                                     {"IA", "Iowa"},
                                                     {"KS", "Kansas"},
                                                     {"KY", "Kentucky"},
                                                     {"LA", "Louisiana"},
                                                     {"ME", "Maine"},
                                                     {"MD", "Maryland"},
                                                     {"MA", "Massachusetts"},
                                                     {"MI", "Michigan"},
                                                     {"MN", "Minnesota"},
                                                     {"MS", "Mississippi"},
                                                     {"MO", "Missouri"},
                                                     {"MT", "Montana"},
                                                     {"NE", "Nebraska"},
                                                     {"NV", "Nevada"},
                                                     {"NH", "New Hampshire"},
                                                     {"NJ", "New Jersey"},
                                                     {"NM", "New Mexico"},
                                                     {"NY", "New York"},
                                                     {"NC", "North Carolina"},
                                                     {"ND", "North Dakota"},
                                                     {"OH", "Ohio"},
                                                     {"OK", "Oklahoma"},
                                                     {"OR", "Oregon"},
                                                     {"PA", "Pennsylvania"},
                                                     {"RI", "Rhode Island"},
                                                     {"SC", "South Carolina"},
                                                     {"SD", "South Dakota"},
                                                     {"TN", "Tennessee"},
                                                     {"TX", "Texas"},
                                                     {"UT", "Utah"},
                                                     {"VT", "Vermont"},
                                                     {"VA", "Virginia"},
                                                     {"WA", "Washington"},
                                                     {"WV", "West Virginia"},
                                                     {"WI", "Wisconsin"},
                                                     {"WY", "Wyoming"},
                                                     {"AS", "American Samoa"},
                                                     {"GU", "Guam"},
                                                     {"MP", "Northern Mariana Islands"},
                                                     {"PR", "Puerto Rico"},
                                                     {"UM", "United States Minor Outlying Islands"},
                                                     {"VI", "Virgin Islands"}}};

}  // namespace

std::span<const ListedState> listedStates(std::string_view country) {
  if (country == "AU") return kAustralia;
  if (country == "CA") return kCanada;
  if (country == "US") return kUnitedStates;
  return {};
}

}  // namespace hostler
