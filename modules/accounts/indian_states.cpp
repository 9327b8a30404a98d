#include "modules/accounts/indian_states.h"

#include <array>

namespace hostler {
namespace {

constexpr std::array<IndianState, 40> kStates{{
    {"01", "JK", "Jammu and Kashmir", "", ""},
    {"02", "HP", "Himachal Pradesh", "", ""},
    {"03", "PB", "Punjab", "", ""},
    {"04", "CH", "Chandigarh", "", ""},
    {"05", "UK|UT|UL", "Uttarakhand|Uttaranchal", "", ""},
    {"06", "HR", "Haryana", "", ""},
    {"07", "DL", "Delhi|New Delhi|NCT of Delhi", "", ""},
    {"08", "RJ", "Rajasthan", "", ""},
    {"09", "UP", "Uttar Pradesh", "", ""},
    {"10", "BR", "Bihar", "", ""},
    {"11", "SK", "Sikkim", "", ""},
    {"12", "AR", "Arunachal Pradesh", "", ""},
    {"13", "NL", "Nagaland", "", ""},
    {"14", "MN", "Manipur", "", ""},
    {"15", "MZ", "Mizoram", "", ""},
    {"16", "TR", "Tripura", "", ""},
    {"17", "ML", "Meghalaya", "", ""},
    {"18", "AS", "Assam", "", ""},
    {"19", "WB", "West Bengal", "", ""},
    {"20", "JH", "Jharkhand", "", ""},
    {"21", "OD|OR", "Odisha|Orissa", "", ""},
    {"22", "CG|CT", "Chhattisgarh", "", ""},
    {"23", "MP", "Madhya Pradesh", "", ""},
    {"24", "GJ", "Gujarat", "", ""},
    // The two territories became one on 26 January 2020 and bill under the code of the larger.
    {"25", "DD", "Daman and Diu", "", "2020-01-26"},
    {"26", "DN", "Dadra and Nagar Haveli", "", "2020-01-26"},
    {"26", "DH|DN|DD",
     "Dadra and Nagar Haveli and Daman and Diu|Dadra and Nagar Haveli|Daman and Diu", "2020-01-26",
     ""},
    {"27", "MH", "Maharashtra", "", ""},
    // Undivided Andhra Pradesh; the state of today has 37.
    {"28", "AP", "Andhra Pradesh", "", "2014-06-02"},
    {"29", "KA", "Karnataka", "", ""},
    {"30", "GA", "Goa", "", ""},
    {"31", "LD", "Lakshadweep", "", ""},
    {"32", "KL", "Kerala", "", ""},
    {"33", "TN", "Tamil Nadu", "", ""},
    {"34", "PY", "Puducherry|Pondicherry", "", ""},
    {"35", "AN", "Andaman and Nicobar Islands|Andaman and Nicobar", "", ""},
    {"36", "TS|TG", "Telangana", "2014-06-02", ""},
    {"37", "AP", "Andhra Pradesh", "2014-06-02", ""},
    {"38", "LA", "Ladakh", "2019-10-31", ""},
    {"97", "", "Other Territory", "", ""},
}};

}  // namespace

std::span<const IndianState> indianStates() {
  return kStates;
}

}  // namespace hostler
