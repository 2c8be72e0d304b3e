package dev.pawl.examples;

import java.util.ArrayList;
import java.util.List;

/** Definitions that are JSON and wrong in a way that a schema can see. Stateless. */
final class BadDefinitions {
    private static final String STEP = "{'id':'s','uses':'x'}";
    private static final String STEPS = "'steps':[" + STEP + "]";

    private BadDefinitions() {}

    static List<String> all() {
        List<String> all = new ArrayList<>();
        for (String pipeline : List.of(
                "[]",
                "7",
                "{}",
                "{'name':'p'}",
                "{'name':'p','steps':[]}",
                "{'name':'p','steps':{}}",
                "{'name':'p q'," + STEPS + "}",
                "{'name':'p','version':0," + STEPS + "}",
                "{'name':'p','version':'1'," + STEPS + "}",
                "{'name':'p','deadline':'soon'," + STEPS + "}",
                "{'name':'p','deadline':60," + STEPS + "}",
                "{'name':'p','colour':'red'," + STEPS + "}",
                "{'$schema':1,'name':'p'," + STEPS + "}",
                "{'name':'p','inputs':[{'name':'n'}]," + STEPS + "}",
                "{'name':'p','inputs':[{'name':'n','type':'text'}]," + STEPS + "}",
                "{'name':'p','inputs':[{'name':'1','type':'string'}]," + STEPS + "}",
                "{'name':'p','inputs':[{'name':'n','type':'string','default':1}]," + STEPS + "}",
                "{'name':'p','inputs':[{'name':'n','type':'list','default':{}}]," + STEPS + "}",
                "{'name':'p','inputs':[{'name':'n','type':'string','required':true,'default':'a'}]," + STEPS + "}",
                "{'name':'p'," + STEPS + ",'finally':[{'id':'f','kind':'sleep','for':'1s'}]}")) {
            all.add(pipeline);
        }
        for (String node : List.of(
                "'s'",
                "{'uses':'x'}",
                "{'id':'a.b','uses':'x'}",
                "{'id':'a'}",
                "{'id':'a','uses':5}",
                "{'id':'a','uses':''}",
                "{'id':'a','kind':'stepp','uses':'x'}",
                "{'id':'a','uses':'x','with':5}",
                "{'id':'a','uses':'x','with':{'b':[null]}}",
                "{'id':'a','uses':'x','with':{'b':{'from':'a..b'}}}",
                "{'id':'a','uses':'x','retry':3}",
                "{'id':'a','uses':'x','retry':{}}",
                "{'id':'a','uses':'x','retry':{'attempts':0}}",
                "{'id':'a','uses':'x','retry':{'attempts':2,'jitter':2}}",
                "{'id':'a','uses':'x','retry':{'attempts':2,'onlyIf':'inline'}}",
                "{'id':'a','uses':'x','timeout':'1 s'}",
                "{'id':'a','uses':'x','errorChance':-1}",
                "{'id':'a','uses':'x','effect':'none'}",
                "{'id':'a','uses':'x','weight':0}",
                "{'id':'a','uses':'x','fallback':'y'}",
                "{'id':'a','uses':'x','fallback':{'uses':'y','compensate':{'uses':'z'}}}",
                "{'id':'a','kind':'parallel','branches':[]}",
                "{'id':'a','kind':'parallel','join':'some','branches':[{'id':'b'," + STEPS + "}]}",
                "{'id':'a','kind':'parallel','join':{'atLeast':0},'branches':[{'id':'b'," + STEPS + "}]}",
                "{'id':'a','kind':'parallel','branches':[{'id':'b','steps':[]}]}",
                "{'id':'a','kind':'branch','cases':[{'id':'b'," + STEPS + "}]}",
                "{'id':'a','kind':'branch','cases':[]}",
                "{'id':'a','kind':'for-each','items':'x','item':'i'," + STEPS + "}",
                "{'id':'a','kind':'for-each','items':'x y','item':{'name':'i','type':'string'}," + STEPS + "}",
                "{'id':'a','kind':'loop','atMost':2," + STEPS + "}",
                "{'id':'a','kind':'loop','while':{'exists':'x'}," + STEPS + "}",
                "{'id':'a','kind':'loop','atMost':2,'while':{'exists':'x'},'until':{'exists':'x'}," + STEPS + "}",
                "{'id':'a','kind':'sub'}",
                "{'id':'a','kind':'sub','pipeline':'p','definition':{'name':'p'}}",
                "{'id':'a','kind':'sleep'}",
                "{'id':'a','kind':'sleep','for':'1s','until':'x'}",
                "{'id':'a','kind':'signal','default':'none'}",
                "{'id':'a','kind':'signal','roles':['x']}",
                "{'id':'a','kind':'approval','expiry':'1d','default':'maybe'}",
                "{'id':'a','kind':'approval','roles':'x'}")) {
            all.add("{'name':'p','steps':[" + node + "]}");
        }
        for (String condition : List.of(
                "'inline'",
                "{}",
                "{'from':'x'}",
                "{'equals':1}",
                "{'from':'x','equals':1,'lt':2}",
                "{'from':'x','in':[]}",
                "{'from':'x','in':1}",
                "{'from':'x','exists':'y'}",
                "{'exists':'x..y'}",
                "{'not':{}}",
                "{'all':[]}",
                "{'any':[{'all':[{'from':'x','eq':1}]}]}")) {
            all.add("{'name':'p','steps':[{'id':'a','kind':'loop','atMost':2,'while':" + condition + "," + STEPS
                    + "}]}");
        }
        return all.stream().map(json -> json.replace('\'', '"')).toList();
    }
}
