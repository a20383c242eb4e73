package dev.millrace.hpo.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One copy of what the parameters of many trials have in common. Forgetful beyond a bound: sharing
 * saves memory and means nothing else.
 */
final class SharedParts {

  private static final int MOST = 1000;

  private final Map<ParameterForm, ParameterForm> forms = new HashMap<>();
  private final Map<List<String>, String[]> texts = new HashMap<>();

  synchronized ParameterForm form(ParameterForm form) {
    return one(forms, form, form);
  }

  synchronized String[] texts(String[] some) {
    return one(texts, List.of(some), some);
  }

  private static <K, V> V one(Map<K, V> known, K key, V value) {
    V met = known.get(key);
    if (met == null && known.size() < MOST) {
      known.put(key, value);
    }
    return met == null ? value : met;
  }
}
